using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models.Summary;

/// <summary>Counts a network's parameters: the constants that training could have found.</summary>
internal static class ParameterCount
{
    // Operators whose constant inputs, from this one on, say what to do rather than what was learned (bounds, scales, values), or are
    // statistics that training kept beside what it learned, as a normalisation's mean and variance.
    private static readonly Dictionary<string, int> SettingsFrom = new()
    {
        ["BatchNormalization"] = 3,
        ["Clip"] = 1,
        ["Resize"] = 1,
        ["Pad"] = 1,
        ["Dropout"] = 1,
        ["NonMaxSuppression"] = 2,
        ["Range"] = 0,
        ["QuantizeLinear"] = 1,
        ["DequantizeLinear"] = 1,
        ["OneHot"] = 1,
        ["RoiAlign"] = 1,
        ["ThresholdedRelu"] = 1,
    };

    // Where a single number is part of a formula (x * 0.5 + 3), not a weight.
    private static readonly HashSet<string> Arithmetic = new()
    {
        "Add", "Div", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Max", "Mean", "Min", "Mod", "Mul", "Pow", "Sub", "Sum", "Where",
    };

    /// <summary>The parameters of each node; a constant that several read counts at the first.</summary>
    public static long[] Of(Graph graph)
    {
        var counted = new HashSet<string>();
        return graph.Nodes.Select(n => Of(n, graph.Constants, counted)).ToArray();
    }

    private static long Of(Node node, IReadOnlyDictionary<string, Tensor> constants, HashSet<string> counted)
    {
        long sum = 0;
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            if (constants.TryGetValue(node.Inputs[i], out Tensor? tensor) && IsLearned(node, i, tensor) && counted.Add(node.Inputs[i]))
                sum += tensor.Shape.Count;
        }

        foreach (Graph inner in GraphOrder.InnerGraphs(node))
        {
            var all = constants.Concat(inner.Constants.Where(p => !constants.ContainsKey(p.Key))).ToDictionary(p => p.Key, p => p.Value);
            sum += inner.Nodes.Sum(n => Of(n, all, counted));
        }

        return sum;
    }

    private static bool IsLearned(Node node, int input, Tensor tensor)
    {
        if (SettingsFrom.TryGetValue(node.Operator, out int from) && input >= from)
            return false;
        if (tensor.Shape.Count == 1 && Arithmetic.Contains(node.Operator))
            return false;
        // Zeros that are put beside a map widen it, as for a shortcut to more channels; nobody learned them.
        if (node.Operator == "Concat" && tensor.Type.IsFloating() && tensor.ToDoubles().All(v => v == 0))
            return false;
        // Weights of quantized networks are whole numbers; elsewhere whole numbers are shapes, axes and indices.
        bool isQuantized = node.Operator is "DequantizeLinear" or "ConvInteger" or "MatMulInteger" or "QLinearConv" or "QLinearMatMul";
        return tensor.Type.IsFloating() || (isQuantized && tensor.Shape.Count > 1);
    }
}
