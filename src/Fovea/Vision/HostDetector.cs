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
        _layout = new DetectionLayout(options.MaxDetections, _decoder!.KeypointCount);
        _working = CreateResult();
        _bytes = new byte[_layout.Bytes];
    }

    /// <summary>How the detections lie in memory.</summary>
    public DetectionLayout Layout => _layout;

    /// <summary>Whether a picture is being looked at: until it is done and read, further ones are refused.</summary>
    public bool IsBusy => _run is not null;

    /// <summary>Makes a result that <see cref="TryRead"/> fills.</summary>
    public DetectionResult CreateResult() => new(_layout, _options.Labels);

    /// <summary>Starts looking at a picture, unless another is under way.</summary>
    /// <param name="rgba">The upright picture, sRGB-encoded, the top row first; must stay as it is until the detections are read.</param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="frameId">The number of the frame.</param>
    /// <param name="time">When it was captured.</param>
    /// <returns>False when another picture is under way.</returns>
    public bool TrySubmit(ReadOnlyMemory<byte> rgba, int width, int height, long frameId, TimeSpan time)
    {
        if (_run is not null)
            return false;
        _run = Task.Run(() => Detect(rgba, width, height, frameId, time));
        return true;
    }

    /// <summary>Takes the detections when they are there.</summary>
    /// <param name="result">From <see cref="CreateResult"/>.</param>
    /// <returns>False when there are none yet.</returns>
    /// <exception cref="ModelException">The network failed.</exception>
    public bool TryRead(DetectionResult result)
    {
        if (_run is not { IsCompleted: true } run)
            return false;
        _run = null;
        run.GetAwaiter().GetResult();
        _working.Write(_bytes);
        result.Read(_bytes, _working.FrameId, _working.Time);
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

    private void Detect(ReadOnlyMemory<byte> rgba, int width, int height, long frameId, TimeSpan time)
    {
        Tensor tensor = PictureToTensor.Convert(rgba.Span, width, height, _options.Input, _input, out ImageMapping mapping);
        Decode(_runner.Run(new Dictionary<string, Tensor> { [_runner.Inputs[0].Name] = tensor }));
        _working.Begin(frameId, time);
        Suppression.Select(_candidates!, new SuppressionParameters(_options.ScoreThreshold, _options.OverlapThreshold, mapping), _working);
    }

    private void Decode(IReadOnlyDictionary<string, Tensor> outputs)
    {
        _decoder ??= DecoderRegistry.Create(_options.Decoder, outputs.ToDictionary(o => o.Key, o => o.Value.Shape), _input);
        _candidates ??= new CandidateList(_decoder.CandidateCount, _decoder.KeypointCount);
        _decoder.Decode(_decoder.Outputs.Select(name => (ReadOnlyMemory<float>)outputs[name].ToSingles()).ToArray(), _options.ScoreThreshold, _candidates);
    }
}
