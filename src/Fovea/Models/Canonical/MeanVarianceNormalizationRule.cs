namespace Fovea.Models.Canonical;

/// <summary>MeanVarianceNormalization: (x - mean) / (deviation + 1e-9) over some axes, as ONNX defines it by other operators.</summary>
internal static class MeanVarianceNormalizationRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        ElementType type = graph.Facts(node.Input(0)).Type;
        string axes = graph.Constant(node, "axes", Tensor.Vector(node.Attributes.Ints("axes") ?? new[] { 0L, 2L, 3L }));
        string least = graph.Constant(node, "least", Tensor.Scalar(1e-9f).Convert(type == ElementType.Undefined ? ElementType.Float : type));
        string mean = graph.Emit(node, "mean", "ReduceMean", new[] { node.Input(0), axes });
        string off = graph.Emit(node, "off", "Sub", new[] { node.Input(0), mean });
        string squares = graph.Emit(node, "squares", "Mul", new[] { off, off });
        string variance = graph.Emit(node, "variance", "ReduceMean", new[] { squares, axes });
        string deviation = graph.Emit(node, "deviation", "Sqrt", new[] { variance });
        string divisor = graph.Emit(node, "divisor", "Add", new[] { deviation, least });
        graph.Emit(new Node("Div", new[] { off, divisor }, node.Outputs) { Name = node.Name });
    }
}
