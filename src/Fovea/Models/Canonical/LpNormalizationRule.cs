namespace Fovea.Models.Canonical;

/// <summary>LpNormalization: x divided by its 1-norm or 2-norm along an axis; rows of zeros stay zero.</summary>
internal static class LpNormalizationRule
{
    // The least normal binary32: divides zero without making a NaN, and changes nothing else that a GPU keeps.
    private const float Least = 1.17549435e-38f;

    public static void Apply(Node node, GraphRewriter graph)
    {
        long p = node.Attributes.Int("p", 2);
        if (p is not (1 or 2))
            throw new ModelException($"p is {p}; 1 and 2 are possible.");
        ElementType type = graph.Facts(node.Input(0)).Type;
        string axes = graph.Constant(node, "axes", Tensor.Vector(node.Attributes.Int("axis", -1)));
        string least = graph.Constant(node, "least", Tensor.Scalar(Least).Convert(type == ElementType.Double ? type : ElementType.Float));
        string norm = graph.Emit(node, "norm", p == 1 ? "ReduceL1" : "ReduceL2", new[] { node.Input(0), axes });
        string divisor = graph.Emit(node, "divisor", "Max", new[] { norm, least });
        graph.Emit(new Node("Div", new[] { node.Input(0), divisor }, node.Outputs) { Name = node.Name });
    }
}
