using Fovea.Models.Canonical;

namespace Fovea.Models;

/// <summary>
/// Rewrites every version's form of an operator to that of operator set 21, so that whoever computes an operator sees one
/// form: axes, pads, bounds, scales and sizes arrive as inputs, softmax works along one axis, an upsampling is a
/// <c>Resize</c>, and what does nothing when a network runs (<c>Dropout</c>, <c>Identity</c>) is gone.
/// </summary>
public static class Canonicalizer
{
    /// <summary>The operator set whose forms a canonical graph is written in.</summary>
    public const int Opset = 21;

    /// <summary>The network in canonical form: each node of ONNX's own operators has <see cref="Node.Opset"/> 21.</summary>
    /// <remarks>Inputs and outputs keep their names. Nodes of other domains stay as they are.</remarks>
    /// <exception cref="ModelException">A node has a form that operator set 21 cannot express.</exception>
    public static Graph Apply(Model model) => Apply(model.Graph);

    /// <inheritdoc cref="Apply(Model)"/>
    public static Graph Apply(Graph graph) => GraphRewriter.Apply(ConstantLifting.Apply(GraphOrder.Sort(graph)));
}
