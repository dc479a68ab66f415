namespace Fovea.Models.Canonical;

/// <summary>
/// Softmax, LogSoftmax and Hardmax: up to operator set 12 they worked on all dimensions from the axis on as if they were
/// one; since 13 along the axis alone.
/// </summary>
internal static class SoftmaxRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 13)
        {
            graph.Emit(node);
            return;
        }

        long axis = node.Attributes.Int("axis", 1);
        ValueFacts x = graph.Facts(node.Input(0));
        if (axis < -1 && x.Rank is { } rank)
            axis += rank;
        bool isLast = axis == -1 || axis == x.Rank - 1;
        if (isLast || (axis == 1 && x.IsPooled))
        {
            graph.Emit(node with { Attributes = node.Attributes.With("axis", isLast ? -1L : axis) });
            return;
        }

        string shape = graph.Emit(node, "shape", "Shape", new[] { node.Input(0) });
        string flat = graph.Emit(node, "flat", "Flatten", new[] { node.Input(0) }, Attributes.None.With("axis", axis));
        string result = graph.Emit(node, "result", node.Operator, new[] { flat }, node.Attributes.With("axis", -1L));
        graph.Emit(new Node("Reshape", new[] { result, shape }, node.Outputs) { Name = node.Name });
    }
}
