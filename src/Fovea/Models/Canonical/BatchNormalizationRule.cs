using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>
/// BatchNormalization: outputs for training are dropped where nobody reads them; the form with statistics for each
/// position (<c>spatial</c> 0, up to operator set 8) becomes arithmetic.
/// </summary>
internal static class BatchNormalizationRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset < 14)
        {
            string? read = node.Outputs.Skip(1).FirstOrDefault(graph.IsRead);
            if (read is not null)
                throw new ModelException($"Node {node.Label} is written for training: its output '{read}' is read. Export the network for inference.");
            node = node with { Outputs = node.Outputs.Take(1).ToArray() };
        }

        bool isSpatial = node.Opset >= 9 || node.Attributes.Flag("spatial", true);
        if (!isSpatial)
            EmitArithmetic(node, graph);
        else
            graph.Emit(node.Opset < 14 ? node with { Attributes = node.Attributes.Without("spatial") } : node);
    }

    // y = scale * (x - mean) / sqrt(variance + epsilon) + bias, all of shape [C, D1, ...], which broadcast over the batch.
    private static void EmitArithmetic(Node node, GraphRewriter graph)
    {
        ElementType type = graph.Facts(node.Input(0)).Type;
        Tensor epsilon = Tensor.Scalar(node.Attributes.Float("epsilon", 1e-5f)).Convert(type == ElementType.Undefined ? ElementType.Float : type);
        string shifted = graph.Emit(node, "shifted", "Sub", new[] { node.Input(0), node.Input(3) });
        string variance = graph.Emit(node, "variance", "Add", new[] { node.Input(4), graph.Constant(node, "epsilon", epsilon) });
        string deviation = graph.Emit(node, "deviation", "Sqrt", new[] { variance });
        string normal = graph.Emit(node, "normal", "Div", new[] { shifted, deviation });
        string scaled = graph.Emit(node, "scaled", "Mul", new[] { normal, node.Input(1) });
        graph.Emit(new Node("Add", new[] { scaled, node.Input(2) }, node.Outputs) { Name = node.Name });
    }
}
