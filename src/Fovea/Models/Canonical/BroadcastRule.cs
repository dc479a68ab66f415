using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>
/// Arithmetic, comparison and logic of two tensors: up to operator set 6 the second was stretched only where <c>broadcast</c> said so, and
/// <c>axis</c> told which of the first's dimensions its own first one meant. Since then dimensions are matched from the last one on.
/// </summary>
internal static class BroadcastRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 7)
        {
            graph.Emit(node);
            return;
        }

        // -1 matches the last dimensions, as leaving it out does.
        long axis = node.Attributes.Flag("broadcast", false) ? node.Attributes.Int("axis", -1) : -1;
        node = node with { Attributes = node.Attributes.Without("axis", "broadcast") };
        graph.Emit(axis == -1 ? node : node.WithInputs(node.Input(0), Widened(node, axis, graph)));
    }

    // Appends the dimensions of size 1 that stand for those of the first tensor behind the second's.
    private static string Widened(Node node, long axis, GraphRewriter graph)
    {
        if (graph.Facts(node.Input(0)).Rank is not { } left || graph.Facts(node.Input(1)).Rank is not { } right)
        {
            throw new ModelException(
                $"Node {node.Label} has axis {axis} in the form of operator set {node.Opset}, and the ranks of its inputs are not known: " +
                "export the network for operator set 7 or later.");
        }

        long first = axis < 0 ? axis + left : axis;
        long missing = left - first - right;
        if (first < 0 || missing < 0)
            throw new ModelException($"Node {node.Label} has axis {axis}, which does not fit inputs of ranks {left} and {right}.");
        if (missing == 0)
            return node.Input(1);
        long[] axes = Enumerable.Range(right, (int)missing).Select(i => (long)i).ToArray();
        return graph.Emit(node, "wide", "Unsqueeze", new[] { node.Input(1), graph.Constant(node, "axes", Tensor.Vector(axes)) });
    }
}
