using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Silk.NET.OpenGL;

namespace Fovea.Vision;

/// <summary>Reads a feature vector: a map of features is averaged over its pixels, and the vector is made of length 1.</summary>
public sealed class EmbeddingReader : VisionReader<EmbeddingResult>
{
    private readonly int _features;
    private readonly int _pixels;

    /// <summary>A reader for a network.</summary>
    /// <param name="options">Which output it reads.</param>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The output is no vector, [1, D], and no map of features, [1, D, H, W].</exception>
    public EmbeddingReader(EmbedderOptions options, VisionSetup setup)
        : base(new[] { setup.Output(options.Output) })
    {
        Shape shape = setup.Outputs[Outputs[0]];
        if (shape.Rank is not (2 or 4) || shape[0] != 1 || shape[1] < 2 || setup.Types[Outputs[0]] != ElementType.Float)
            throw new ModelException($"Features are [1, D], or a map of them [1, D, H, W], in floats; '{Outputs[0]}' is {setup.Types[Outputs[0]]} {shape}.");
        _features = shape[1];
        _pixels = shape.Count / _features;
    }

    /// <inheritdoc/>
    public override EmbeddingResult CreateResult() => new(_features);

    /// <inheritdoc/>
    public override VisionPass CreatePass(GpuContext context) => new Pass(this, context);

    /// <inheritdoc/>
    public override void Read(IReadOnlyList<ReadOnlyMemory<float>> outputs, in VisionFrame frame, EmbeddingResult result)
    {
        ReadOnlySpan<float> values = outputs[0].Span;
        if (values.Length != _features * _pixels)
            throw new ArgumentException($"The features are {_features * _pixels} numbers, not {values.Length}.", nameof(outputs));
        int bad = CountNonFinite(values);
        result.Begin(frame.Stamp, bad);
        Span<float> vector = result.Writable;
        vector.Clear();
        if (bad > 0)
            return;
        double squares = 0;
        for (int i = 0; i < _features; i++)
        {
            float sum = 0;
            foreach (float value in values.Slice(i * _pixels, _pixels))
                sum += value;
            vector[i] = sum / _pixels;
            squares += vector[i] * vector[i];
        }

        float length = (float)Math.Sqrt(squares);
        for (int i = 0; i < _features && length > 0; i++)
            vector[i] /= length;
    }

    private sealed class Pass : VisionPass
    {
        private readonly EmbeddingReader _reader;
        private readonly GpuContext _context;
        private readonly GpuProgram _program;
        private readonly GpuBuffer _parameters;
        private readonly GpuBuffer _results;

        public Pass(EmbeddingReader reader, GpuContext context)
        {
            _reader = reader;
            _context = context;
            _program = context.Programs.Compute("vision/embed.comp", ShaderDefines.None);
            using var making = new Making();
            _parameters = making.Own(new GpuBuffer(context, 16, "embedder parameters", BufferUsageARB.StaticDraw));
            _results = making.Own(new GpuBuffer(context, EmbeddingResult.HeaderBytes + (4 * reader._features), "features", BufferUsageARB.DynamicCopy));
            _parameters.Upload<int>(new[] { reader._features, reader._pixels, 0, 0 });
            making.Complete();
        }

        public override BufferRange Results => _results.Whole;

        public override void Run(IReadOnlyList<GpuTensor> outputs, in VisionFrame frame)
        {
            BindOutput(outputs[0], _reader._features * _reader._pixels, 0);
            _results.Whole.BindStorage(1);
            _parameters.Whole.BindUniform(0);
            _context.Dispatch(_program, 1);
            _context.Barrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit);
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            _parameters.Dispose();
            _results.Dispose();
        }
    }
}
