using System;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Vision;

namespace Fovea.Player.Networks;

/// <summary>Describes pictures in memory by features, one after the other.</summary>
internal sealed class PictureEmbedder : IDisposable
{
    private readonly HeadlessGl _gl;
    private readonly Seer<EmbeddingResult> _seer;

    /// <summary>Loads a network.</summary>
    /// <exception cref="ModelException">It has no features to compare.</exception>
    public PictureEmbedder(NetworkFile file, Backend asked)
    {
        EmbedderOptions options = Options(file);
        Model model = options.Output.Length > 0 ? ModelCut.At(file.Model, options.Output) : file.Model;
        Features = options.Output.Length > 0 ? options.Output : model.Graph.Outputs[0].Name;
        _gl = new HeadlessGl(new HeadlessOptions { AllowOlder = true });
        try
        {
            GpuContext context = _gl.Context;
            IModelRunner runner = NetworkFile.Open(model, BackendChoice.Make(asked, context.Info).Backend == Backend.Gl ? context : null);
            EmbeddingReader Read(VisionSetup setup) => new(options, setup);
            _seer = context.Info.HasCompute
                ? Seer<EmbeddingResult>.OnGpu(context, runner, options, Read)
                : Seer<EmbeddingResult>.OnHost(runner, options, Read);
        }
        catch
        {
            _gl.Dispose();
            throw;
        }
    }

    /// <summary>What computes, for people.</summary>
    public string Description => _seer.Description;

    /// <summary>The value that is compared.</summary>
    public string Features { get; }

    /// <summary>The features of a picture, valid until the next.</summary>
    /// <exception cref="ModelException">The network gave no numbers.</exception>
    public ReadOnlySpan<float> Look(Picture picture)
    {
        EmbeddingResult result = _seer.Look(picture);
        return result.NonFinite == 0
            ? result.Vector
            : throw new ModelException($"{result.NonFinite} of the network's features are NaN or infinite: pictures cannot be compared by them.");
    }

    public void Dispose()
    {
        _seer.Dispose();
        _gl.Dispose();
    }

    // A classifier's features are what its last layer reads.
    private static EmbedderOptions Options(NetworkFile file) => file.Card.Task switch
    {
        "Embedding" => EmbedderOptions.Of(file.Card),
        "Classification" => new EmbedderOptions(file.Card.Input)
        {
            Output = ModelCut.BeforeLastLayer(file.Model)
                ?? throw new ModelException($"{file.Model.Source} has no last layer of weights: give a card for the task Embedding."),
        },
        _ => throw new ModelException($"{file.Card.Source}: a network for {file.Card.Task} has no features to compare; Embedding and Classification have."),
    };
}
