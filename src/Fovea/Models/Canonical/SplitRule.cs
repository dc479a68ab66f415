namespace Fovea.Models.Canonical;

/// <summary>Split: the sizes are an input since operator set 13; where they are equal, their number is said since 18.</summary>
internal static class SplitRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset < 13)
        {
            if (node.Attributes.Ints("split") is { Length: > 0 } sizes)
                node = node.WithInputs(node.Input(0), graph.Constant(node, "split", Tensor.Vector(sizes)));
            node = node with { Attributes = node.Attributes.Without("split") };
        }

        graph.Emit(node.HasInput(1) || node.Attributes.Has("num_outputs")
            ? node
            : node with { Attributes = node.Attributes.With("num_outputs", (long)node.Outputs.Count) });
    }
}
