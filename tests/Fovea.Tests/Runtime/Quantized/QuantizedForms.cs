using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Tests.Runtime.Quantized;

/// <summary>The forms in which ONNX Runtime's quantizer writes a network.</summary>
internal static class QuantizedForms
{
    /// <summary>
    /// Float operators between QuantizeLinear and DequantizeLinear: what convolutions and products read, their weights (one scale a channel)
    /// and biases, and the outputs.
    /// </summary>
    public static Model Qdq(QuantizedGraph graph)
    {
        var rounded = new Dictionary<string, string>();
        foreach (Node node in graph.Source.Nodes)
        {
            Node changed = node with { Outputs = node.Outputs.Select(o => IsOutput(graph, o) ? o + "/float" : o).ToArray() };
            if (graph.WeightsOf(node) is not null)
            {
                bool convolves = node.Operator == "Conv";
                (string weights, string scale, string zero, float[] steps) = graph.Weights(node, perChannel: convolves);
                var inputs = new List<string>
                {
                    Rounded(node.Inputs[0], node.Inputs[0] + "/rounded"),
                    graph.Add("DequantizeLinear", $"{weights} {scale} {zero}", weights + "/float", ("axis", 0L)),
                };
                if (graph.Bias(node, steps) is { } bias)
                    inputs.Add(graph.Add("DequantizeLinear", $"{bias.Bias} {bias.Scale}", bias.Bias + "/float", ("axis", 0L)));
                changed = changed with { Inputs = inputs };
            }

            graph.Add(changed);
            foreach (string output in node.Outputs.Where(o => IsOutput(graph, o)))
                Round(output + "/float", output, output);
        }

        return graph.Finish();

        string Rounded(string value, string name) => rounded.TryGetValue(value, out string? there) ? there : rounded[value] = Round(value, name, value);

        string Round(string value, string name, string scaled)
        {
            (string scale, string zero) = graph.ScaleOf(scaled);
            graph.Add("QuantizeLinear", $"{value} {scale} {zero}", name + "/q");
            return graph.Add("DequantizeLinear", $"{name}/q {scale} {zero}", name);
        }
    }

    /// <summary>
    /// QLinearConv and QLinearMatMul, which take over a Relu behind them, and pooling of the largest in 8 bits; all else in float between
    /// conversions.
    /// </summary>
    public static Model QLinear(QuantizedGraph graph)
    {
        Graph source = graph.Source;
        var floats = source.Inputs.Select(i => i.Name).Concat(source.Constants.Keys).ToHashSet();
        var scaled = new Dictionary<string, (string Value, string Scale, string Zero)>();
        var taken = new HashSet<Node>();
        foreach (Node node in source.Nodes.Where(n => !taken.Contains(n)))
        {
            string output = node.Outputs[0];
            if (graph.WeightsOf(node) is not null)
            {
                Node[] readers = source.Nodes.Where(n => n.Inputs.Contains(output)).ToArray();
                if (readers is [{ Operator: "Relu" } relu] && taken.Add(relu))
                    output = relu.Outputs[0];
                var x = Scaled(node.Inputs[0]);
                (string weights, string scale, string zero, float[] steps) = graph.Weights(node, perChannel: node.Operator == "Conv");
                (string outScale, string outZero) = graph.ScaleOf(output);
                string bias = graph.Bias(node, steps)?.Bias ?? "-";
                var inputs = $"{x.Value} {x.Scale} {x.Zero} {weights} {scale} {zero} {outScale} {outZero}" + (node.Operator == "Conv" ? " " + bias : "");
                graph.Add(new Node("QLinear" + node.Operator, inputs.Split(' ').Where(n => n != "-").ToArray(), new[] { output + "/q" }) { Attributes = node.Attributes });
                scaled[output] = (output + "/q", outScale, outZero);
            }
            else if (node.Operator == "MaxPool" && scaled.TryGetValue(node.Inputs[0], out var pooled))
            {
                graph.Add(node with { Inputs = new[] { pooled.Value }, Outputs = new[] { output + "/q" } });
                scaled[output] = (output + "/q", pooled.Scale, pooled.Zero);
            }
            else
            {
                graph.Add(node with { Inputs = node.Inputs.Select(Float).ToArray() });
                floats.UnionWith(node.Outputs);
            }
        }

        foreach (ValueInfo output in source.Outputs)
            Float(output.Name);
        return graph.Finish();

        string Float(string value)
        {
            if (value.Length > 0 && floats.Add(value))
                graph.Add("DequantizeLinear", $"{scaled[value].Value} {scaled[value].Scale} {scaled[value].Zero}", value);
            return value;
        }

        (string Value, string Scale, string Zero) Scaled(string value)
        {
            if (scaled.TryGetValue(value, out var there))
                return there;
            (string scale, string zero) = graph.ScaleOf(value);
            return scaled[value] = (graph.Add("QuantizeLinear", $"{value} {scale} {zero}", value + "/q"), scale, zero);
        }
    }

    /// <summary>Weights in 8 bits, and values quantized by their own range in every run: ConvInteger and MatMulInteger between floats.</summary>
    public static Model Dynamic(QuantizedGraph graph)
    {
        var scaled = new HashSet<string>();
        foreach (Node node in graph.Source.Nodes)
        {
            if (graph.WeightsOf(node) is not { } weights)
            {
                graph.Add(node);
                continue;
            }

            string x = node.Inputs[0], y = node.Outputs[0];
            bool convolves = node.Operator == "Conv";
            if (scaled.Add(x))
                graph.Add("DynamicQuantizeLinear", x, $"{x}/q {x}/scale {x}/zero");
            (string whole, string scale, string zero, _) = graph.Weights(node, perChannel: false);
            graph.Add(new Node(node.Operator + "Integer", new[] { x + "/q", whole, x + "/zero", zero }, new[] { y + "/sums" }) { Attributes = node.Attributes });
            graph.Add("Cast", y + "/sums", y + "/sums/float", ("to", 1L));
            graph.Add("Mul", $"{x}/scale {scale}", y + "/scale");
            bool biased = convolves && node.HasInput(2);
            graph.Add("Mul", $"{y}/sums/float {y}/scale", biased ? y + "/product" : y);
            if (!biased)
                continue;
            Tensor bias = graph.Source.Constants[node.Inputs[2]];
            Shape column = new(Enumerable.Repeat(1, weights.Shape.Rank - 2).Prepend(bias.Shape.Count).ToArray());
            graph.Add("Add", $"{y}/product {graph.Constant(y + "/bias", bias.Reshape(column))}", y);
        }

        return graph.Finish();
    }

    private static bool IsOutput(QuantizedGraph graph, string value) => graph.Source.Outputs.Any(o => o.Name == value);
}
