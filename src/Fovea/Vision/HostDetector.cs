using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Vision.Decoders;

namespace Fovea.Vision;

/// <summary>
/// The detector for hosts whose GL has no compute shaders: pictures in the host's memory, a network on a backend that needs no GL, and the
/// decoder's plain form, all on a thread of the pool. The render loop hands over pictures and takes detections without waiting.
/// </summary>
public sealed class HostDetector : IDisposable
{
    private readonly IModelRunner _runner;
    private readonly DetectorOptions _options;
    private readonly Shape _input;
    private readonly DetectionLayout _layout;
    private readonly DetectionResult _working;
    private readonly byte[] _bytes;
    private Decoder? _decoder;
    private CandidateList? _candidates;
    private Task? _run;
    private HostPicture? _waiting;

    /// <summary>Prepares a network.</summary>
    /// <param name="runner">What computes the network; stays the caller's, and must be usable on another thread.</param>
    /// <param name="options">How the network is fed and read.</param>
    /// <exception cref="ModelException">The network is not what the options say.</exception>
    public HostDetector(IModelRunner runner, DetectorOptions options)
    {
        if (runner.Inputs.Count != 1)
            throw new ModelException($"A detector feeds one picture; the network has {runner.Inputs.Count} inputs.");
        _runner = runner;
        _options = options;
        _input = runner.Inputs[0].Shape ?? throw new ModelException($"Input {runner.Inputs[0]} must have constant dimensions.");
        options.Input.SizeOf(_input);
        // Output shapes may be open in the file: one run on an empty picture tells them, and warms the backend up.
        Decode(_runner.Run(new Dictionary<string, Tensor> { [runner.Inputs[0].Name] = Tensor.Of<float>(_input, new float[_input.Count]) }));
        _options = options with { Suppression = _decoder!.SuppressionFor(options.Suppression) };
        _layout = new DetectionLayout(options.MaxDetections, _decoder.KeypointCount);
        _working = CreateResult();
        _bytes = new byte[_layout.Bytes];
    }

    /// <summary>How the detections lie in memory.</summary>
    public DetectionLayout Layout => _layout;

    /// <summary>Whether a picture is being looked at or waits, or detections wait to be read.</summary>
    public bool IsBusy => _run is not null;

    /// <summary>Pictures that gave way to a newer one before their turn came.</summary>
    public long Dropped { get; private set; }

    /// <summary>Makes a result that <see cref="TryRead"/> fills.</summary>
    public DetectionResult CreateResult() => new(_layout, _options.Labels);

    /// <summary>
    /// Hands over a picture. While another is being looked at, and until its detections are read, it waits, and replaces one that waits
    /// already.
    /// </summary>
    /// <param name="rgba">
    /// The upright picture, sRGB-encoded, the top row first; must stay as it is until its detections are read, or until it was replaced.
    /// </param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="frameId">The number of the frame.</param>
    /// <param name="time">When it was captured.</param>
    public void Submit(ReadOnlyMemory<byte> rgba, int width, int height, long frameId, TimeSpan time)
    {
        var picture = new HostPicture(rgba, width, height, frameId, time);
        if (_run is null)
        {
            Start(picture);
            return;
        }

        if (_waiting is not null)
            Dropped++;
        _waiting = picture;
    }

    /// <summary>Takes the detections when they are there, and goes on with the picture that waits.</summary>
    /// <param name="result">From <see cref="CreateResult"/>.</param>
    /// <returns>False when there are none yet.</returns>
    /// <exception cref="ModelException">The network failed.</exception>
    public bool TryRead(DetectionResult result)
    {
        if (_run is not { IsCompleted: true } run)
            return false;
        _run = null;
        try
        {
            run.GetAwaiter().GetResult();
            _working.Write(_bytes);
            result.Read(_bytes, _working.FrameId, _working.Time);
        }
        finally
        {
            if (_waiting is { } next)
                Start(next);
        }

        return true;
    }

    /// <summary>Waits for what is under way.</summary>
    public void Dispose()
    {
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
        _run = Task.Run(() => Detect(picture));
    }

    private void Detect(HostPicture picture)
    {
        Tensor tensor = PictureToTensor.Convert(picture.Rgba.Span, picture.Width, picture.Height, _options.Input, _input, out ImageMapping mapping);
        Decode(_runner.Run(new Dictionary<string, Tensor> { [_runner.Inputs[0].Name] = tensor }));
        _working.Begin(picture.Frame, picture.Time);
        Suppression.Select(_candidates!, new SuppressionParameters(_options.ScoreThreshold, _options.OverlapThreshold, mapping, _options.Suppression), _working);
    }

    private void Decode(IReadOnlyDictionary<string, Tensor> outputs)
    {
        _decoder ??= DecoderRegistry.Create(_options.Decoder, new DecoderSetup(
            outputs.ToDictionary(o => o.Key, o => o.Value.Shape), _input, _options.Input, _options.Labels.Count, new DecoderParameters(_options.Parameters)));
        _candidates ??= new CandidateList(_decoder.CandidateCount, _decoder.KeypointCount);
        _decoder.Decode(_decoder.Outputs.Select(name => (ReadOnlyMemory<float>)outputs[name].ToSingles()).ToArray(), _options.ScoreThreshold, _candidates);
    }

    private readonly record struct HostPicture(ReadOnlyMemory<byte> Rgba, int Width, int Height, long Frame, TimeSpan Time);
}
