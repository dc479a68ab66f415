using Fovea.Gpu;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Vision.Cards;

namespace Fovea.Player.Networks;

/// <summary>A network's file and its card: read once, for whoever runs it.</summary>
internal sealed class NetworkFile
{
    // More than any of these networks keeps; what is over is the least sure.
    private const int Rows = 300;

    private readonly string _path;
    private Model? _model;

    private NetworkFile(string path, Model model, ModelCard card) => (_path, _model, Card) = (path, model, card);

    /// <summary>How to use it.</summary>
    public ModelCard Card { get; }

    /// <summary>The network as it is run.</summary>
    public Model Model => _model ??= Prepared(OnnxFile.Load(_path), Card);

    /// <summary>Reads a network and finds its card.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="cardPath">The card; null to look beside the network.</param>
    /// <exception cref="ModelException">The network cannot be read.</exception>
    /// <exception cref="CardException">The card cannot be used, or there is none.</exception>
    public static NetworkFile Read(string path, string? cardPath)
    {
        Model model = OnnxFile.Load(path);
        ModelCard card = CardFile.Find(model, path, cardPath);
        return new NetworkFile(path, Prepared(model, card), card);
    }

    /// <summary>Makes what computes it.</summary>
    /// <param name="context">Where GL compute runs it; null for ONNX Runtime.</param>
    /// <param name="planning">How GL compute plans it.</param>
    /// <exception cref="ModelException">It cannot be run.</exception>
    public IModelRunner Open(GpuContext? context, PlannerOptions? planning = null)
    {
        if (context is not null || IsChanged(Card))
            return Open(Model, context, planning);
        // ONNX Runtime reads the file by itself, external data and all; its weights need not lie in memory twice.
        _model = null;
        return OnnxRuntimeRunner.Load(_path);
    }

    /// <summary>Makes what computes a variant of the network: one that is cut, or has further outputs.</summary>
    /// <inheritdoc cref="Open(GpuContext?, PlannerOptions?)"/>
    /// <param name="variant">The variant.</param>
    /// <param name="context">Where GL compute runs it; null for ONNX Runtime.</param>
    /// <param name="planning">How GL compute plans it.</param>
    public static IModelRunner Open(Model variant, GpuContext? context, PlannerOptions? planning = null) =>
        context is not null ? new GlModelRunner(context, variant, planning) : OnnxRuntimeRunner.Load(variant);

    private static Model Prepared(Model model, ModelCard card) => IsChanged(card) ? ModelRows.Fix(model, Rows) : model;

    // A graph that suppresses by itself gives as many rows as it finds objects.
    private static bool IsChanged(ModelCard card) => card.Decoder == "EndToEnd";
}
