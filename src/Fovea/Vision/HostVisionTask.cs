using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Vision;

/// <summary>
/// A network that watches pictures for hosts whose GL has no compute shaders: pictures in the host's memory, a network on a backend that
/// needs no GL, and the plain form of what reads it, all on a thread of the pool. The render loop hands over pictures and takes results
/// without waiting.
/// </summary>
/// <typeparam name="TResult">What it makes of a picture.</typeparam>
public class HostVisionTask<TResult> : IDisposable
    where TResult : VisionResult
{
    private readonly IModelRunner _runner;
    private readonly ImageInput _input;
    private readonly string _inputName;
    private readonly Shape _shape;
    private readonly VisionReader<TResult> _reader;
    private readonly TResult _working;
    private Task? _run;
    private HostPicture? _waiting;

    /// <summary>Prepares a network.</summary>
    /// <param name="runner">What computes the network; stays the caller's, and must be usable on another thread.</param>
    /// <param name="options">How the network is fed.</param>
    /// <param name="read">Makes what reads its outputs, once their shapes are known.</param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public HostVisionTask(IModelRunner runner, VisionOptions options, Func<VisionSetup, VisionReader<TResult>> read)
    {
        _runner = runner;
        _input = options.Input;
        ValueInfo picture = _input.PictureOf(runner);
        _inputName = picture.Name;
        _shape = _input.ShapeOf(picture);
        // Output shapes may be open in the file: one run on an empty picture tells them, and warms the backend up.
        IReadOnlyDictionary<string, Tensor> outputs = Run(Tensor.Of<float>(_shape, new float[_shape.Count]));
        _reader = read(new VisionSetup(
            outputs.ToDictionary(o => o.Key, o => o.Value.Shape), outputs.ToDictionary(o => o.Key, o => o.Value.Type), _shape));
        _working = CreateResult();
    }

    /// <summary>Whether a picture is being looked at or waits, or a result waits to be read.</summary>
    public bool IsBusy => _run is not null;

    /// <summary>Pictures that gave way to a newer one before their turn came.</summary>
    public long Dropped { get; private set; }

    /// <summary>What reads the network's outputs.</summary>
    protected VisionReader<TResult> Reader => _reader;

    /// <summary>Makes a result that <see cref="TryRead"/> fills.</summary>
    public TResult CreateResult() => _reader.CreateResult();

    /// <summary>
    /// Hands over a picture. While another is being looked at, and until its result is read, it waits, and replaces one that waits already.
    /// </summary>
    /// <param name="rgba">
    /// The upright picture, sRGB-encoded, the top row first; must stay as it is until its result is read, or until it was replaced.
    /// </param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="stamp">The frame.</param>
    public void Submit(ReadOnlyMemory<byte> rgba, int width, int height, FrameStamp stamp)
    {
        var picture = new HostPicture(rgba, width, height, stamp);
        if (_run is null)
        {
            Start(picture);
            return;
        }

        if (_waiting is not null)
            Dropped++;
        _waiting = picture;
    }

    /// <inheritdoc cref="Submit(ReadOnlyMemory{byte}, int, int, FrameStamp)"/>
    /// <param name="rgba">The picture.</param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="frameId">The number of the frame.</param>
    /// <param name="time">When it was captured.</param>
    public void Submit(ReadOnlyMemory<byte> rgba, int width, int height, long frameId, TimeSpan time) =>
        Submit(rgba, width, height, new FrameStamp(frameId, time));

    /// <summary>Takes the result when it is there, and goes on with the picture that waits.</summary>
    /// <param name="result">From <see cref="CreateResult"/>.</param>
    /// <returns>False when there is none yet.</returns>
    /// <exception cref="ModelException">The network failed.</exception>
    public bool TryRead(TResult result)
    {
        if (_run is not { IsCompleted: true } run)
            return false;
        _run = null;
        try
        {
            run.GetAwaiter().GetResult();
            result.CopyFrom(_working);
        }
        finally
        {
            if (_waiting is { } next)
                Start(next);
        }

        return true;
    }

    /// <summary>Looks at a picture on the calling thread. For tools and tests.</summary>
    /// <inheritdoc cref="Submit(ReadOnlyMemory{byte}, int, int, FrameStamp)"/>
    /// <param name="rgba">The picture.</param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="result">Takes what was found.</param>
    /// <param name="stamp">The frame.</param>
    /// <exception cref="InvalidOperationException">A picture is being looked at on another thread.</exception>
    public void Run(ReadOnlyMemory<byte> rgba, int width, int height, TResult result, FrameStamp stamp = default)
    {
        if (_run is not null)
            throw new InvalidOperationException("A picture is being looked at; read its result first.");
        Look(new HostPicture(rgba, width, height, stamp), result);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits for what is under way.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        try
        {
            _run?.Wait();
        }
        catch (AggregateException)
        {
            // Nobody is left to be told.
        }
    }

    private void Start(HostPicture picture)
    {
        _waiting = null;
        _run = Task.Run(() => Look(picture, _working));
    }

    private void Look(HostPicture picture, TResult result)
    {
        Tensor tensor = PictureToTensor.Convert(picture.Rgba.Span, picture.Width, picture.Height, _input, _shape, out ImageMapping mapping);
        IReadOnlyDictionary<string, Tensor> outputs = Run(tensor);
        var frame = new VisionFrame(picture.Stamp, mapping, picture.Width, picture.Height);
        _reader.Prepare(picture.Rgba.Span, picture.Width, picture.Height);
        _reader.Read(outputs, frame, result);
    }

    private IReadOnlyDictionary<string, Tensor> Run(Tensor picture) => _runner.Run(new Dictionary<string, Tensor> { [_inputName] = picture });

    private readonly record struct HostPicture(ReadOnlyMemory<byte> Rgba, int Width, int Height, FrameStamp Stamp);
}
