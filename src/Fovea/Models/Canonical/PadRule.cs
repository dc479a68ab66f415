namespace Fovea.Models.Canonical;

/// <summary>Pad: amounts and value are inputs since operator set 11.</summary>
internal static class PadRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 11)
        {
            graph.Emit(node);
            return;
        }

        // The amounts were called paddings in operator set 1.
        long[] pads = node.Attributes.Ints("pads") ?? node.Attributes.Ints("paddings") ?? throw new ModelException($"Node {node.Label} does not say its pads.");
        string value = "";
        if (node.Attributes.Float("value") != 0)
        {
            ElementType type = graph.Facts(node.Input(0)).Type;
            Tensor constant = Tensor.Scalar(node.Attributes.Float("value"));
            value = graph.Constant(node, "value", type.IsFloating() ? constant.Convert(type) : constant);
        }

        graph.Emit(node.WithInputs(node.Input(0), graph.Constant(node, "pads", Tensor.Vector(pads)), value) with
        {
            Attributes = node.Attributes.Without("pads", "paddings", "value"),
        });
    }
}
