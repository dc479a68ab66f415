using Fovea.Gpu;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Vision.Cards;

namespace Fovea.Player.Networks;

/// <summary>Loads networks as their cards want them.</summary>
internal static class NetworkFile
{
    // More than any of these networks keeps; what is over is the least sure.
    private const int Rows = 300;

    /// <summary>Loads a network to be watched or evaluated.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="card">Its card.</param>
    /// <param name="context">Where GL compute runs it; null for ONNX Runtime.</param>
    /// <param name="planning">How GL compute plans it.</param>
    /// <exception cref="ModelException">It cannot be loaded.</exception>
    public static IModelRunner Open(string path, ModelCard card, GpuContext? context, PlannerOptions? planning = null)
    {
        // A graph that suppresses by itself gives as many rows as it finds objects.
        bool endToEnd = card.Decoder == "EndToEnd";
        if (context is null && !endToEnd)
            return OnnxRuntimeRunner.Load(path);
        Model read = OnnxFile.Load(path), model = endToEnd ? ModelRows.Fix(read, Rows) : read;
        if (context is not null)
            return new GlModelRunner(context, model, planning);
        return ReferenceEquals(read, model) ? OnnxRuntimeRunner.Load(path) : OnnxRuntimeRunner.Load(model);
    }
}
