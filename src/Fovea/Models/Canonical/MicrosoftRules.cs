using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>
/// The operators of ONNX Runtime's own domain that its quantizer writes: the same operators over floats between conversions, or over whole
/// numbers where sums must be exact.
/// </summary>
internal static class MicrosoftRules
{
    /// <summary>The domain.</summary>
    public const string Domain = "com.microsoft";

    public static readonly IReadOnlyDictionary<string, CanonicalRule> ByOperator = new Dictionary<string, CanonicalRule>
    {
        ["DequantizeLinear"] = Same,
        ["DynamicQuantizeMatMul"] = DynamicQuantizeMatMul,
        ["MatMulIntegerToFloat"] = MatMulIntegerToFloat,
        ["QGemm"] = QGemm,
        ["QLinearAdd"] = (node, graph) => Binary(node, graph, "Add"),
        ["QLinearAveragePool"] = (node, graph) => Unary(node, graph, "AveragePool"),
        ["QLinearConcat"] = QLinearConcat,
        ["QLinearGlobalAveragePool"] = (node, graph) => Unary(node, graph, "GlobalAveragePool"),
        ["QLinearLeakyRelu"] = (node, graph) => Unary(node, graph, "LeakyRelu"),
        ["QLinearMul"] = (node, graph) => Binary(node, graph, "Mul"),
        ["QLinearSigmoid"] = (node, graph) => Unary(node, graph, "Sigmoid"),
        ["QuantizeLinear"] = Same,
    };

    // ONNX's operator, for more element types.
    private static void Same(Node node, GraphRewriter graph) => graph.Emit(node with { Domain = "" });

    // Inputs: x, its scale and zero point, scale and zero point of y.
    private static void Unary(Node node, GraphRewriter graph, string type)
    {
        if (node.Attributes.Flag("channels_last"))
            throw new ModelException("channels_last is 1; channels must come second.");
        string result = graph.Emit(node, "float", type, new[] { Float(node, graph, 0) }, node.Attributes.Without("channels_last"));
        Quantized(node, graph, result, 3);
    }

    // Inputs: a, its scale and zero point, the same of b, scale and zero point of y.
    private static void Binary(Node node, GraphRewriter graph, string type) =>
        Quantized(node, graph, graph.Emit(node, "float", type, new[] { Float(node, graph, 0), Float(node, graph, 3) }), 6);

    // Inputs: scale and zero point of y, then each part with its own.
    private static void QLinearConcat(Node node, GraphRewriter graph)
    {
        string[] parts = Enumerable.Range(0, (node.Inputs.Count - 2) / 3).Select(i => Float(node, graph, (3 * i) + 2)).ToArray();
        Quantized(node, graph, graph.Emit(node, "float", "Concat", parts, node.Attributes), 0);
    }

    // Inputs: a, its scale and zero point, the same of b, a bias in the scale of the product, scale and zero point of y, which is float without.
    private static void QGemm(Node node, GraphRewriter graph)
    {
        bool turned = node.Attributes.Flag("transB");
        string a = QuantizationRules.Centered(node, graph, 0, 2), b = QuantizationRules.Centered(node, graph, 3, 5, turned ? 0 : null);
        string sums = graph.Emit(node, "sums", "Gemm", node.HasInput(6) ? new[] { a, b, node.Input(6) } : new[] { a, b }, node.Attributes.Without("alpha"));
        string alpha = graph.Constant(node, "alpha", Tensor.Scalar(node.Attributes.Float("alpha", 1)));
        string scales = graph.Emit(node, "scales", "Mul", new[] { node.Input(1), node.Input(4) });
        string factor = graph.Emit(node, "factor", "Mul", new[] { scales, alpha });
        if (!node.HasInput(7))
        {
            Scaled(node, graph, sums, factor, "");
            return;
        }

        factor = graph.Emit(node, "step", "Div", new[] { factor, node.Input(7) });
        graph.Emit(new Node("Requantize", new[] { sums, factor, Given(node, 8) }, node.Outputs)
        {
            Name = node.Name,
            Domain = QuantizationRules.Domain,
            Attributes = Attributes.None.With("axis", -1L),
        });
    }

    // Inputs: a, float; b, its scale and zero point; a bias.
    private static void DynamicQuantizeMatMul(Node node, GraphRewriter graph)
    {
        string whole = graph.Value(node, "a"), scale = graph.Value(node, "a_scale"), zero = graph.Value(node, "a_zero");
        QuantizationRules.DynamicQuantizeLinear(new Node("DynamicQuantizeLinear", new[] { node.Input(0) }, new[] { whole, scale, zero }), graph);
        Product(node, graph, new[] { whole, node.Input(1), zero, Given(node, 3) }, new[] { scale, node.Input(2) }, Given(node, 4));
    }

    // Inputs: a and b, their scales, their zero points, and a bias.
    private static void MatMulIntegerToFloat(Node node, GraphRewriter graph) => Product(
        node, graph, new[] { node.Input(0), node.Input(1), Given(node, 4), Given(node, 5) }, new[] { node.Input(2), node.Input(3) }, Given(node, 6));

    private static void Product(Node node, GraphRewriter graph, string[] factors, string[] scales, string bias)
    {
        string sums = graph.Value(node, "sums");
        QuantizationRules.MatMulInteger(new Node("MatMulInteger", factors, new[] { sums }), graph);
        Scaled(node, graph, sums, graph.Emit(node, "scales", "Mul", scales), bias);
    }

    private static void Scaled(Node node, GraphRewriter graph, string sums, string factor, string bias)
    {
        string numbers = graph.Emit(node, "numbers", "Cast", new[] { sums }, Attributes.None.With("to", (long)ElementType.Float));
        string[] product = { numbers, factor };
        if (bias.Length == 0)
            graph.Emit(new Node("Mul", product, node.Outputs) { Name = node.Name });
        else
            graph.Emit(new Node("Add", new[] { graph.Emit(node, "product", "Mul", product), bias }, node.Outputs) { Name = node.Name });
    }

    // An input as floats, from it, its scale and its zero point.
    private static string Float(Node node, GraphRewriter graph, int input) =>
        graph.Emit(node, $"float{input}", "DequantizeLinear", new[] { node.Input(input), node.Input(input + 1), Given(node, input + 2) });

    private static void Quantized(Node node, GraphRewriter graph, string value, int scale) =>
        graph.Emit(new Node("QuantizeLinear", new[] { value, node.Input(scale), Given(node, scale + 1) }, node.Outputs) { Name = node.Name });

    private static string Given(Node node, int input) => node.HasInput(input) ? node.Inputs[input] : "";
}
