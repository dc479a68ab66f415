using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Vision.Decoders;

namespace Fovea.Vision;

/// <summary>
/// Finds objects in the pictures of a frame loop. Pixels stay on the GPU from the texture to <see cref="Detections"/>, which an overlay
/// draws from; the host gets the same detections some frames later.
/// </summary>
/// <remarks>
/// Each frame: <see cref="Update"/>, <see cref="Submit"/> for a new picture, draw, and <see cref="TryRead"/> for what has arrived. No call
/// waits, and on GL compute none allocates. With <see cref="DetectorOptions.GpuBudget"/> a run takes as many frames as it needs: pictures
/// that come meanwhile wait, and the newest replaces the one that waits.
/// </remarks>
public sealed class Detector : IDisposable
{
    private readonly GpuContext _context;
    private readonly DetectorOptions _options;
    private readonly IModelSession _session;
    private readonly TextureToTensor _convert;
    private readonly DecoderPass _decode;
    private readonly CandidateBuffer _candidates;
    private readonly Suppression _suppression;
    private readonly Readback<FrameStamp> _readback;
    private readonly GpuTimers? _timers;
    private readonly GpuTensor _input;
    private readonly GpuTensor[] _outputs;
    private PictureTexture? _waiting;
    private FrameStamp _waitingStamp;
    private FrameStamp _running;
    private ImageMapping _mapping;

    // What is left of this frame's budget; MaxValue without one.
    private TimeSpan _left;

    /// <summary>Prepares a network for a frame loop. It plans and builds programs: do this outside the loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="runner">What computes the network; stays the caller's.</param>
    /// <param name="options">How the network is fed and read.</param>
    /// <param name="timers">Takes the stages <c>convert</c>, <c>network</c> and <c>decode</c>; null to measure nothing.</param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public Detector(GpuContext context, IModelRunner runner, DetectorOptions options, GpuTimers? timers = null)
    {
        if (runner.Inputs.Count != 1)
            throw new ModelException($"A detector feeds one picture; the network has {runner.Inputs.Count} inputs.");

        if (options.GpuBudget is { } budget && budget <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(options), budget, "A network needs some GPU time in each frame.");

        _context = context;
        _options = options;
        _left = options.GpuBudget ?? TimeSpan.MaxValue;
        _timers = timers;
        using var making = new Making();
        _session = making.Own(runner.Open(context));
        _input = _session.Input(runner.Inputs[0].Name);
        options.Input.SizeOf(_input.Shape);
        Dictionary<string, Shape> shapes = runner.Outputs.ToDictionary(o => o.Name, o => _session.Output(o.Name).Shape);
        Decoder decoder = DecoderRegistry.Create(
            options.Decoder, new DecoderSetup(shapes, _input.Shape, options.Input, options.Labels.Count, new DecoderParameters(options.Parameters)));
        _options = options with { Suppression = decoder.SuppressionFor(options.Suppression) };
        _outputs = decoder.Outputs.Select(_session.Output).ToArray();
        Layout = new DetectionLayout(options.MaxDetections, decoder.KeypointCount);
        _convert = making.Own(new TextureToTensor(context, options.Input));
        _decode = making.Own(decoder.CreatePass(context));
        _candidates = making.Own(new CandidateBuffer(context, decoder.CandidateCount, decoder.KeypointCount));
        _suppression = making.Own(new Suppression(context, decoder.CandidateCount, Layout));
        _readback = making.Own(new Readback<FrameStamp>(context, Layout.Bytes, "detections read-back"));
        making.Complete();
    }

    /// <summary>How the detections lie in memory.</summary>
    public DetectionLayout Layout { get; }

    /// <summary>The detections of the latest finished frame, on the GPU, with the arguments to draw them.</summary>
    public GpuBuffer Detections => _suppression.Results;

    /// <summary>Frames whose detections were computed.</summary>
    public long Finished { get; private set; }

    /// <summary>Frames that gave way to a newer one before their turn came.</summary>
    public long Dropped { get; private set; }

    /// <summary>Frames that were computed but never read back, since nobody took the results before them.</summary>
    public long Unread { get; private set; }

    /// <summary>Whether a frame is under way or waits.</summary>
    public bool IsBusy => _session.IsBusy || _waiting is not null;

    /// <summary>Makes a result that <see cref="TryRead"/> fills.</summary>
    public DetectionResult CreateResult() => new(Layout, _options.Labels);

    /// <summary>
    /// Hands over a picture. If a run is under way it waits, and replaces one that waits already. The texture must keep its content until
    /// the frame is finished, or until another is handed over.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="frameId">The number of the frame; comes back with its detections.</param>
    /// <param name="time">When it was captured; comes back with its detections.</param>
    public void Submit(PictureTexture picture, long frameId, TimeSpan time)
    {
        if (_waiting is not null)
            Dropped++;
        _waiting = picture;
        _waitingStamp = new FrameStamp(frameId, time);
        Advance();
    }

    /// <summary>Goes on with what is under way; call it once a frame, for it has the frame's budget begin.</summary>
    public void Update()
    {
        _left = _options.GpuBudget ?? TimeSpan.MaxValue;
        Advance();
    }

    /// <summary>Takes the oldest detections that have arrived and were not taken yet.</summary>
    /// <param name="result">From <see cref="CreateResult"/>.</param>
    /// <returns>False when nothing has arrived.</returns>
    public bool TryRead(DetectionResult result) =>
        _readback.TryDequeue(result, static (data, stamp, target) => target.Read(data, stamp.Frame, stamp.Time));

    /// <inheritdoc/>
    public void Dispose()
    {
        _readback.Dispose();
        _suppression.Dispose();
        _candidates.Dispose();
        _decode.Dispose();
        _convert.Dispose();
        _session.Dispose();
    }

    private void Advance()
    {
        using (_context.Enter())
        {
            if (_session.IsBusy)
                GoOn();
            if (_waiting is null || _session.IsBusy || _left <= TimeSpan.Zero)
                return;
            Start();
            GoOn();
        }
    }

    private void Start()
    {
        _timers?.Begin("convert");
        _mapping = _convert.Dispatch(_waiting!, _input);
        _timers?.End("convert");
        _running = _waitingStamp;
        _waiting = null;
        _session.Submit();
    }

    // The stage "network" is the latest slice where runs are sliced.
    private void GoOn()
    {
        if (_left <= TimeSpan.Zero)
            return;
        bool budgeted = _options.GpuBudget is not null;
        _timers?.Begin("network");
        bool done = budgeted ? _session.Advance(_left) : _session.Poll();
        _timers?.End("network");
        if (budgeted)
            _left -= _session.Spent;
        if (done)
            Finish();
    }

    private void Finish()
    {
        _timers?.Begin("decode");
        _decode.Run(_outputs, _options.ScoreThreshold, _candidates);
        _suppression.Run(_candidates, new SuppressionParameters(_options.ScoreThreshold, _options.OverlapThreshold, _mapping, _options.Suppression));
        _timers?.End("decode");
        Finished++;
        if (!_readback.TryEnqueue(_suppression.Results.Whole, _running))
            Unread++;
    }

    private readonly record struct FrameStamp(long Frame, TimeSpan Time);
}
