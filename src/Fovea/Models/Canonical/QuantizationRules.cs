using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>
/// Operators over quantized numbers, as steps that are each exact in 32 bits: zero points are subtracted, whole numbers multiplied and
/// added, and what comes out is scaled, rounded and saturated at once.
/// </summary>
public static class QuantizationRules
{
    /// <summary>The domain of the steps that ONNX has no operator for: <c>ConvInteger</c> without zero points, and <c>Requantize</c>.</summary>
    public const string Domain = "fovea";

    /// <summary>Inputs: x, w, and their zero points.</summary>
    internal static void ConvInteger(Node node, GraphRewriter graph) =>
        Convolve(node, graph, Centered(node, graph, 0, 2), Centered(node, graph, 1, 3, axis: 0), "", node.Outputs[0]);

    /// <summary>Inputs: a, b, and their zero points.</summary>
    internal static void MatMulInteger(Node node, GraphRewriter graph) =>
        graph.Emit(new Node("MatMul", new[] { Rows(node, graph, 0, 2), Centered(node, graph, 1, 3) }, node.Outputs) { Name = node.Name });

    /// <summary>Inputs: x, its scale and zero point, the same of w, scale and zero point of y, and a bias in the scale of the product.</summary>
    internal static void QLinearConv(Node node, GraphRewriter graph)
    {
        string sums = graph.Value(node, "sums");
        Convolve(node, graph, Centered(node, graph, 0, 2), Centered(node, graph, 3, 5, axis: 0), node.HasInput(8) ? node.Input(8) : "", sums);
        Requantize(node, graph, sums, Factor(node, graph, node.Input(1)), 1);
    }

    /// <summary>Inputs: a, its scale and zero point, the same of b, scale and zero point of y.</summary>
    internal static void QLinearMatMul(Node node, GraphRewriter graph)
    {
        string product = graph.Emit(node, "product", "MatMul", new[] { Rows(node, graph, 0, 2), Centered(node, graph, 3, 5) });
        Requantize(node, graph, product, Factor(node, graph, Column(node, graph, node.Input(1), "scales")), -1);
    }

    /// <summary>
    /// y = round(x / scale) + zero point, where 0 and all elements of x lie in the range of y, uint8: the scale is (max - min) / 255, and 1
    /// where all elements are 0.
    /// </summary>
    internal static void DynamicQuantizeLinear(Node node, GraphRewriter graph)
    {
        string zero = graph.Constant(node, "zero", Tensor.Scalar(0f)), steps = graph.Constant(node, "steps", Tensor.Scalar(255f));
        string[] all = { node.Input(0) };
        Attributes whole = Attributes.None.With("keepdims", 0L);
        string low = graph.Emit(node, "low", "Min", new[] { graph.Emit(node, "least", "ReduceMin", all, whole), zero });
        string high = graph.Emit(node, "high", "Max", new[] { graph.Emit(node, "most", "ReduceMax", all, whole), zero });
        string range = graph.Emit(node, "range", "Sub", new[] { high, low });
        string step = graph.Emit(node, "step", "Div", new[] { range, steps });
        string none = graph.Emit(node, "none", "Equal", new[] { range, zero });
        string scale = Named(1, "scale");
        graph.Emit(new Node("Where", new[] { none, graph.Constant(node, "one", Tensor.Scalar(1f)), step }, new[] { scale }));
        string below = graph.Emit(node, "below", "Div", new[] { graph.Emit(node, "minus", "Neg", new[] { low }), scale });
        string rounded = graph.Emit(node, "rounded", "Round", new[] { below });
        string clipped = graph.Emit(node, "clipped", "Clip", new[] { rounded, zero, steps });
        string point = Named(2, "zero_point");
        graph.Emit(new Node("Cast", new[] { clipped }, new[] { point }) { Attributes = Attributes.None.With("to", (long)ElementType.UInt8) });
        graph.Emit(new Node("QuantizeLinear", new[] { node.Input(0), scale, point }, new[] { node.Outputs[0] }) { Name = node.Name });

        string Named(int output, string role) => node.HasOutput(output) ? node.Outputs[output] : graph.Value(node, role);
    }

    private static void Convolve(Node node, GraphRewriter graph, string x, string w, string bias, string output) =>
        graph.Emit(new Node("ConvInteger", new[] { x, w, bias }, new[] { output }) { Name = node.Name, Domain = Domain, Attributes = node.Attributes });

    private static void Requantize(Node node, GraphRewriter graph, string sums, string factor, long axis) =>
        graph.Emit(new Node("Requantize", new[] { sums, factor, node.Input(7) }, new[] { node.Outputs[0] })
        {
            Name = node.Name.Length > 0 ? node.Name + "/requantize" : "",
            Domain = Domain,
            Attributes = Attributes.None.With("axis", axis),
        });

    // scale of the first * scale of the second / scale of the result.
    private static string Factor(Node node, GraphRewriter graph, string first)
    {
        string product = graph.Emit(node, "scale_product", "Mul", new[] { first, node.Input(4) });
        return graph.Emit(node, "factor", "Div", new[] { product, node.Input(6) });
    }

    // The first factor of a product of matrices, whose zero points may be one a row.
    private static string Rows(Node node, GraphRewriter graph, int input, int zero) =>
        Subtracted(node, graph, input, Column(node, graph, Nothing(node, graph, zero) ? "" : Wide(node, graph, zero), "zeros"));

    // Elements less their zero point; one zero point an output channel of weights goes along their first axis.
    internal static string Centered(Node node, GraphRewriter graph, int input, int zero, int? axis = null)
    {
        if (Nothing(node, graph, zero))
            return Subtracted(node, graph, input, "");
        string point = Wide(node, graph, zero);
        int rank = graph.Facts(node.Input(input)).Rank ?? 4;
        if (axis is { } first && IsVector(graph, node.Input(zero)) && rank > first + 1)
        {
            long[] behind = Enumerable.Range(1, rank - first - 1).Select(i => (long)i).ToArray();
            point = graph.Emit(node, $"zeros{zero}", "Unsqueeze", new[] { point, graph.Constant(node, $"axes{zero}", Tensor.Vector(behind)) });
        }

        return Subtracted(node, graph, input, point);
    }

    private static string Subtracted(Node node, GraphRewriter graph, int input, string point)
    {
        string wide = Wide(node, graph, input);
        return point.Length == 0 ? wide : graph.Emit(node, $"centered{input}", "Sub", new[] { wide, point });
    }

    private static string Wide(Node node, GraphRewriter graph, int input) =>
        graph.Emit(node, $"wide{input}", "Cast", new[] { node.Input(input) }, Attributes.None.With("to", (long)ElementType.Int32));

    // A number for each row, as a column; a single number stays as it is.
    private static string Column(Node node, GraphRewriter graph, string values, string role) =>
        values.Length == 0 || !IsVector(graph, values)
            ? values
            : graph.Emit(node, $"{role}_column", "Unsqueeze", new[] { values, graph.Constant(node, $"{role}_axis", Tensor.Vector(-1L)) });

    private static bool IsVector(GraphRewriter graph, string name) =>
        graph.Known(name) is { } known ? known.Shape.Count > 1 : graph.Facts(name).Rank == 1;

    private static bool Nothing(Node node, GraphRewriter graph, int zero) =>
        !node.HasInput(zero) || (graph.Known(node.Input(zero)) is { } known && known.ToIntegers().All(value => value == 0));
}
