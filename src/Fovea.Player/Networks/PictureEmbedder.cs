using System;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Vision;
using Fovea.Vision.Cards;

namespace Fovea.Player.Networks;

/// <summary>Describes pictures in memory by features, one after the other.</summary>
internal sealed class PictureEmbedder : IDisposable
{
    private readonly HeadlessGl _gl;
    private readonly IModelRunner _runner;
    private readonly Embedder? _embedder;
    private readonly HostVisionTask<EmbeddingResult>? _host;
    private readonly EmbeddingResult _result;

    /// <summary>Loads a network.</summary>
    /// <exception cref="ModelException">It has no features to compare.</exception>
    public PictureEmbedder(string modelPath, ModelCard card, Backend asked)
    {
        Model model = OnnxFile.Load(modelPath);
        EmbedderOptions options = Options(model, card);
        if (options.Output.Length > 0)
            model = ModelCut.At(model, options.Output);
        Features = options.Output.Length > 0 ? options.Output : model.Graph.Outputs[0].Name;
        _gl = new HeadlessGl(new HeadlessOptions { AllowOlder = true });
        try
        {
            GpuInfo info = _gl.Context.Info;
            BackendChoice choice = BackendChoice.Make(asked, info.Renderer, info.HasCompute, info.IsSoftware, OnnxRuntimeLibrary.WhyUnavailable());
            _runner = choice.Backend == Backend.Gl ? new GlModelRunner(_gl.Context, model) : OnnxRuntimeRunner.Load(model);
            if (info.HasCompute)
                _embedder = new Embedder(_gl.Context, _runner, options);
            else
                _host = new HostVisionTask<EmbeddingResult>(_runner, options, setup => new EmbeddingReader(options, setup));
            _result = _embedder is not null ? _embedder.CreateResult() : _host!.CreateResult();
        }
        catch
        {
            _runner?.Dispose();
            _gl.Dispose();
            throw;
        }
    }

    /// <summary>What computes, for people.</summary>
    public string Description => _runner.Description;

    /// <summary>The value that is compared.</summary>
    public string Features { get; }

    /// <summary>The features of a picture, valid until the next.</summary>
    /// <exception cref="ModelException">The network gave no numbers.</exception>
    public ReadOnlySpan<float> Look(Picture picture)
    {
        if (_host is not null)
        {
            _host.Run(picture.Memory, picture.Width, picture.Height, _result);
        }
        else
        {
            int largest = _gl.Context.Limits.MaxTextureSize;
            if (picture.Width > largest || picture.Height > largest)
                throw new PictureException($"It is {picture.Width} x {picture.Height} pixels; this device takes pictures of up to {largest} pixels a side.");
            using var texture = new GpuTexture(_gl.Context, picture.Width, picture.Height, GpuTextureFormat.Rgba8, "picture");
            texture.Upload(picture.Rgba);
            _embedder!.Run(new PictureTexture(PixelEncoding.Rgb, texture), _result);
        }

        return _result.NonFinite == 0
            ? _result.Vector
            : throw new ModelException($"{_result.NonFinite} of the network's features are NaN or infinite: pictures cannot be compared by them.");
    }

    public void Dispose()
    {
        _embedder?.Dispose();
        _host?.Dispose();
        _runner.Dispose();
        _gl.Dispose();
    }

    // A classifier's features are what its last layer reads.
    private static EmbedderOptions Options(Model model, ModelCard card) => card.Task switch
    {
        "Embedding" => EmbedderOptions.Of(card),
        "Classification" => new EmbedderOptions(card.Input)
        {
            Output = ModelCut.BeforeLastLayer(model) ?? throw new ModelException($"{model.Source} has no last layer of weights: give a card for the task Embedding."),
        },
        _ => throw new ModelException($"{card.Source}: a network for {card.Task} has no features to compare; Embedding and Classification have."),
    };
}
