using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>Reads the most probable classes from a network's scores.</summary>
/// <remarks>
/// Probabilities are averaged over time before the best are taken: p = p' + (x - p') * (1 - exp(-dt / smoothing)). Of equal ones the lower
/// class number comes first. One work group does it all, since there are a few thousand classes at most.
/// </remarks>
public sealed class ClassificationReader : VisionReader<ClassificationResult>
{
    /// <summary>The most classes that can be reported.</summary>
    public const int MostClasses = 100;

    private readonly ClassifierOptions _options;
    private readonly int _classes;
    private readonly float[] _state;
    private TimeSpan? _last;

    /// <summary>A reader for a network.</summary>
    /// <param name="options">How its scores are read.</param>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The output is not one score a class, or there are more or fewer labels than classes.</exception>
    public ClassificationReader(ClassifierOptions options, VisionSetup setup)
        : base(new[] { setup.Output(options.Output) })
    {
        if (options.Top is < 1 or > MostClasses)
            throw new ArgumentOutOfRangeException(nameof(options), options.Top, $"1 to {MostClasses} classes can be reported.");
        Shape shape = setup.Outputs[Outputs[0]];
        int wide = 0;
        foreach (int dimension in shape)
            wide += dimension > 1 ? 1 : 0;
        if (wide > 1 || shape.Count < 1)
            throw new ModelException($"A classifier's output is one score a class, [1, classes]; '{Outputs[0]}' is {shape}. Is this network of another task?");
        if (setup.Types[Outputs[0]] != ElementType.Float)
            throw new ModelException($"A classifier's scores are floats; '{Outputs[0]}' is {setup.Types[Outputs[0]]}.");
        if (options.Labels.Count > 0 && options.Labels.Count != shape.Count)
            throw new ModelException($"There are {options.Labels.Count} labels, but the network's output '{Outputs[0]}' has {shape.Count} classes.");
        if (shape.Count == 1 && options.Activation == ScoreActivation.Softmax)
            throw new ModelException($"The network's output '{Outputs[0]}' is a single score, of which softmax always makes 1. Say \"activation\": \"sigmoid\", or \"none\".");
        _options = options;
        _classes = shape.Count;
        _state = new float[_classes];
        Top = Math.Min(options.Top, _classes);
    }

    private int Top { get; }

    /// <inheritdoc/>
    public override ClassificationResult CreateResult() => new(Top, _options.Labels);

    /// <inheritdoc/>
    public override void Read(IReadOnlyList<ReadOnlyMemory<float>> outputs, in VisionFrame frame, ClassificationResult result)
    {
        ReadOnlySpan<float> scores = outputs[0].Span;
        result.Begin(frame.Stamp, CountNonFinite(scores));
        if (result.NonFinite > 0)
            return;
        float most = float.NegativeInfinity, sum = 0;
        foreach (float score in scores)
            most = Math.Max(most, score);
        foreach (float score in scores)
            sum += MathF.Exp(score - most);
        float share = Share(ref _last, frame.Stamp.Time);
        for (int i = 0; i < scores.Length; i++)
        {
            float p = _options.Activation switch
            {
                ScoreActivation.Softmax => MathF.Exp(scores[i] - most) / sum,
                ScoreActivation.Sigmoid => 1 / (1 + MathF.Exp(-scores[i])),
                _ => scores[i],
            };
            _state[i] = share < 1 ? _state[i] + ((p - _state[i]) * share) : p;
        }

        (float Value, int Class) before = (float.PositiveInfinity, -1);
        for (int rank = 0; rank < Top; rank++)
        {
            (float Value, int Class) best = (float.NegativeInfinity, -1);
            for (int i = 0; i < _state.Length; i++)
            {
                bool isNext = _state[i] < before.Value || (_state[i] == before.Value && i > before.Class);
                if (isNext && _state[i] > best.Value)
                    best = (_state[i], i);
            }

            if (best.Class < 0 || best.Value < _options.ScoreThreshold)
                break;
            result.Add(best.Class, best.Value);
            before = best;
        }
    }

    /// <inheritdoc/>
    public override VisionPass CreatePass(GpuContext context) => new Pass(this, context);

    // How much the newest frame counts. A time that does not advance is another video, or no video: it begins anew.
    private float Share(ref TimeSpan? last, TimeSpan now)
    {
        double passed = last is { } then ? (now - then).TotalSeconds : double.PositiveInfinity;
        last = now;
        return _options.Smoothing <= TimeSpan.Zero || passed <= 0 ? 1 : (float)(1 - Math.Exp(-passed / _options.Smoothing.TotalSeconds));
    }

    private sealed class Pass : VisionPass
    {
        private const int BlockWords = 8;

        private readonly ClassificationReader _reader;
        private readonly GpuContext _context;
        private readonly GpuProgram _program;
        private readonly GpuBuffer _parameters;
        private readonly GpuBuffer _state;
        private readonly GpuBuffer _results;
        private TimeSpan? _last;
        private float _share = float.NaN;

        public Pass(ClassificationReader reader, GpuContext context)
        {
            _reader = reader;
            _context = context;
            _program = context.Programs.Compute("vision/classify.comp", ShaderDefines.None.With("ACTIVATION", (int)reader._options.Activation));
            using var making = new Making();
            _parameters = making.Own(new GpuBuffer(context, BlockWords * 4, "classifier parameters", BufferUsageARB.DynamicDraw));
            _state = making.Own(new GpuBuffer(context, Math.Max(16, 4 * (reader._classes + 1)), "class probabilities", BufferUsageARB.DynamicCopy));
            _results = making.Own(new GpuBuffer(
                context, 4 * (ClassificationResult.HeaderWords + (2 * reader.Top)), "classes", BufferUsageARB.DynamicCopy));
            // The last word tells whether there is a past.
            _state.Upload<float>(new float[_state.Size / 4]);
            making.Complete();
        }

        public override BufferRange Results => _results.Whole;

        public override void Run(IReadOnlyList<GpuTensor> outputs, in VisionFrame frame)
        {
            float share = _reader.Share(ref _last, frame.Stamp.Time);
            if (!share.Equals(_share))
                Write(_share = share);
            BindOutput(outputs[0], _reader._classes, 0);
            _state.Whole.BindStorage(1);
            _results.Whole.BindStorage(2);
            _parameters.Whole.BindUniform(0);
            _context.Dispatch(_program, 1);
            _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit);
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            _parameters.Dispose();
            _state.Dispose();
            _results.Dispose();
        }

        private void Write(float share)
        {
            Span<int> block = stackalloc int[BlockWords];
            (block[0], block[1]) = (_reader._classes, _reader.Top);
            (block[2], block[3]) = (BitConverter.SingleToInt32Bits(share), BitConverter.SingleToInt32Bits(_reader._options.ScoreThreshold));
            _parameters.Upload<int>(block);
        }
    }
}
