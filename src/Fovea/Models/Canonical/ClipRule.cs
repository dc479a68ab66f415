namespace Fovea.Models.Canonical;

/// <summary>Clip: the bounds are inputs since operator set 11.</summary>
internal static class ClipRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 11)
        {
            graph.Emit(node);
            return;
        }

        graph.Emit(node.WithInputs(node.Input(0), Bound("min"), Bound("max")) with { Attributes = node.Attributes.Without("min", "max") });

        string Bound(string name)
        {
            if (!node.Attributes.Has(name))
                return "";
            ElementType type = graph.Facts(node.Input(0)).Type;
            Tensor bound = Tensor.Scalar(node.Attributes.Float(name));
            return graph.Constant(node, name, type.IsFloating() ? bound.Convert(type) : bound);
        }
    }
}
