using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>PRelu: up to operator set 6 a vector held a slope for each channel; since then it means the last dimension.</summary>
internal static class PReluRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 7 || graph.Facts(node.Input(1)).Rank is not 1 || graph.Facts(node.Input(0)).Rank is <= 2)
        {
            graph.Emit(node);
            return;
        }

        int rank = graph.Facts(node.Input(0)).Rank ?? throw new ModelException(
            $"Node {node.Label} has a slope for each channel in the form of operator set {node.Opset}, and the rank of its input is not known: " +
            "export the network for operator set 7 or later.");
        long[] axes = Enumerable.Range(1, rank - 2).Select(i => (long)i).ToArray();
        string slope = graph.Emit(node, "slope", "Unsqueeze", new[] { node.Input(1), graph.Constant(node, "axes", Tensor.Vector(axes)) });
        graph.Emit(node.WithInputs(node.Input(0), slope));
    }
}
