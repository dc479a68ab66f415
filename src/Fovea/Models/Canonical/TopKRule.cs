namespace Fovea.Models.Canonical;

/// <summary>TopK: k is an input since operator set 10.</summary>
internal static class TopKRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset < 10)
        {
            string k = graph.Constant(node, "k", Tensor.Vector(node.Attributes.Int("k")));
            node = node.WithInputs(node.Input(0), k) with { Attributes = node.Attributes.Without("k") };
        }

        graph.Emit(node);
    }
}
