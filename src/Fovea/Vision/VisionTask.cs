using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Vision;

/// <summary>
/// A network that watches the pictures of a frame loop. Pixels stay on the GPU from the texture to what an overlay draws from; the host
/// gets the same result some frames later.
/// </summary>
/// <remarks>
/// Each frame: <see cref="Update"/>, <see cref="Submit(PictureTexture, FrameStamp)"/> for a new picture, draw, and <see cref="TryRead"/> for what has arrived. No call
/// waits, and on GL compute none allocates. With <see cref="VisionOptions.GpuBudget"/> a run takes as many frames as it needs: pictures
/// that come meanwhile wait, and the newest replaces the one that waits.
/// </remarks>
/// <typeparam name="TResult">What it makes of a picture.</typeparam>
public class VisionTask<TResult> : IVisionTask
    where TResult : VisionResult
{
    private readonly GpuContext _context;
    private readonly TimeSpan? _budget;
    private readonly IModelSession _session;
    private readonly TextureToTensor _convert;
    private readonly Readback<FrameStamp> _readback;
    private readonly GpuTimers? _timers;
    private readonly (string Convert, string Network, string Decode) _stages;
    private readonly GpuTensor _input;
    private readonly GpuTensor[] _outputs;
    private VisionQueue<TResult>? _queue;
    private PictureTexture? _waiting;
    private FrameStamp _waitingStamp;
    private VisionFrame _running;

    // What is left of this frame's budget; MaxValue without one.
    private TimeSpan _left;

    /// <summary>Prepares a network for a frame loop. It plans and builds programs: do this outside the loop.</summary>
    /// <param name="context">A context with compute shaders.</param>
    /// <param name="runner">What computes the network; stays the caller's.</param>
    /// <param name="options">How the network is fed.</param>
    /// <param name="read">Makes what reads its outputs, once their shapes are known.</param>
    /// <param name="timers">
    /// Takes the stages <c>convert</c>, <c>network</c> and <c>decode</c>, each after the network's name where it has one; null to measure
    /// nothing.
    /// </param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public VisionTask(
        GpuContext context, IModelRunner runner, VisionOptions options, Func<VisionSetup, VisionReader<TResult>> read, GpuTimers? timers = null)
    {
        if (options.GpuBudget is { } budget && budget <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(options), budget, "A network needs some GPU time in each frame.");

        _context = context;
        _budget = options.GpuBudget;
        _left = _budget ?? TimeSpan.MaxValue;
        _timers = timers;
        _stages = (
            VisionOptions.Stage(options.Name, "convert"), VisionOptions.Stage(options.Name, "network"), VisionOptions.Stage(options.Name, "decode"));
        ValueInfo picture = options.Input.PictureOf(runner);
        Shape shape = options.Input.ShapeOf(picture);
        using var making = new Making();
        _session = making.Own(runner.Open(context, new Dictionary<string, Shape> { [picture.Name] = shape }));
        _input = _session.Input(picture.Name);
        Reader = read(new VisionSetup(
            runner.Outputs.ToDictionary(o => o.Name, o => About(_session, o).Shape),
            runner.Outputs.ToDictionary(o => o.Name, o => About(_session, o).Type),
            shape));
        _outputs = new GpuTensor[Reader.Outputs.Count];
        _convert = making.Own(new TextureToTensor(context, options.Input));
        Pass = making.Own(Reader.CreatePass(context));
        _readback = making.Own(new Readback<FrameStamp>(context, (int)Pass.Results.Size, "results read-back"));
        making.Complete();
    }

    /// <inheritdoc/>
    public long Finished { get; private set; }

    /// <inheritdoc/>
    public long Dropped { get; private set; }

    /// <summary>Frames that were computed but never read back, since nobody took the results before them.</summary>
    public long Unread { get; private set; }

    /// <inheritdoc/>
    public bool IsBusy => _session.IsBusy || _waiting is not null;

    /// <summary>Whether results wait to be taken.</summary>
    internal bool HasResults => _readback.Pending > 0;

    /// <summary>What reads the network's outputs.</summary>
    protected VisionReader<TResult> Reader { get; }

    /// <summary>What reads them on the GPU.</summary>
    protected VisionPass Pass { get; }

    /// <summary>Makes a result that <see cref="TryRead"/> fills.</summary>
    public TResult CreateResult() => Reader.CreateResult();

    /// <inheritdoc/>
    public void Submit(PictureTexture picture, FrameStamp stamp)
    {
        // What cannot be read must not stay, to fail in every frame.
        picture.Validate();
        if (_waiting is not null)
            Dropped++;
        _waiting = picture;
        _waitingStamp = stamp;
        Advance();
    }

    /// <inheritdoc cref="Submit(PictureTexture, FrameStamp)"/>
    /// <param name="picture">The picture.</param>
    /// <param name="frameId">The number of the frame.</param>
    /// <param name="time">When it was captured.</param>
    public void Submit(PictureTexture picture, long frameId, TimeSpan time) => Submit(picture, new FrameStamp(frameId, time));

    /// <inheritdoc/>
    public void Update()
    {
        _left = _budget ?? TimeSpan.MaxValue;
        Advance();
    }

    /// <summary>Takes the oldest result that has arrived and was not taken yet.</summary>
    /// <param name="result">From <see cref="CreateResult"/>.</param>
    /// <returns>False when nothing has arrived.</returns>
    public bool TryRead(TResult result) =>
        _readback.TryDequeue(result, static (data, stamp, target) => target.Read(data, stamp));

    /// <summary>
    /// Looks at a picture and gives what was found, by a task that <see cref="GpuContext.Update"/> completes; pictures come one after the
    /// other. A frame loop that must not allocate uses <see cref="Submit(PictureTexture, FrameStamp)"/> and <see cref="TryRead"/> instead,
    /// and not both ways at once.
    /// </summary>
    /// <param name="picture">The picture; keeps its content until the task is complete.</param>
    /// <param name="stamp">The frame; comes back with the result.</param>
    /// <param name="cancellation">Gives it up before its turn has come.</param>
    /// <returns>The result, the caller's own. The task is cancelled when this object or the context is disposed.</returns>
    public Task<TResult> RunAsync(PictureTexture picture, FrameStamp stamp = default, CancellationToken cancellation = default) =>
        (_queue ??= new VisionQueue<TResult>(_context, this)).Add(picture, stamp, cancellation);

    /// <summary>Looks at a picture and waits for the result. For tools and tests; a frame loop never waits.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="result">Takes what was found.</param>
    /// <param name="stamp">The frame.</param>
    /// <exception cref="InvalidOperationException">A frame is under way, or the result of one was not taken yet.</exception>
    public void Run(PictureTexture picture, TResult result, FrameStamp stamp = default)
    {
        if (IsBusy || HasResults)
            throw new InvalidOperationException("A frame that was handed over by Submit is under way, or its result was not taken: read it first.");
        Submit(picture, stamp);
        while (!TryRead(result))
        {
            Thread.Yield();
            _context.Update();
            Update();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it holds.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _queue?.Dispose();
        _readback.Dispose();
        Pass.Dispose();
        _convert.Dispose();
        _session.Dispose();
    }

    private static (Shape Shape, ElementType Type) About(IModelSession session, ValueInfo output)
    {
        try
        {
            GpuTensor tensor = session.Output(output.Name);
            return (tensor.Shape, tensor.Type);
        }
        catch (InvalidOperationException e)
        {
            // Only a run tells; what the file declares must do until then.
            return (output.Shape ?? throw new ModelException(
                $"How large the output {output} is follows from what the network finds; watching needs a fixed size. Give the outputs a fixed number of rows first (ModelRows.Fix).", e), output.Type);
        }
    }

    private void Advance()
    {
        using (_context.Enter())
        {
            if (_session.IsBusy)
                GoOn();
            if (_waiting is null || _session.IsBusy || _left <= TimeSpan.Zero)
                return;
            Start(_waiting);
            GoOn();
        }
    }

    private void Start(PictureTexture picture)
    {
        _waiting = null;
        _timers?.Begin(_stages.Convert);
        ImageMapping mapping = _convert.Dispatch(picture, _input);
        _timers?.End(_stages.Convert);
        _running = new VisionFrame(_waitingStamp, mapping, picture.Width, picture.Height);
        Pass.Prepare(picture);
        _session.Submit();
    }

    // The stage "network" is the latest slice where runs are sliced.
    private void GoOn()
    {
        if (_left <= TimeSpan.Zero)
            return;
        _timers?.Begin(_stages.Network);
        bool done = _budget is not null ? _session.Advance(_left) : _session.Poll();
        _timers?.End(_stages.Network);
        if (_budget is not null)
            _left -= _session.Spent;
        if (done)
            Finish();
    }

    private void Finish()
    {
        // Of a network that finds a different number of things each time, every run has tensors of its own.
        for (int i = 0; i < _outputs.Length; i++)
            _outputs[i] = _session.Output(Reader.Outputs[i]);
        _timers?.Begin(_stages.Decode);
        Pass.Run(_outputs, _running);
        _timers?.End(_stages.Decode);
        Finished++;
        if (!_readback.TryEnqueue(Pass.Results, _running.Stamp))
            Unread++;
    }
}
