using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Models;

namespace Fovea.Tests.Models;

/// <summary>Writes a graph as text, one node a line, constants in their place: <c>Squeeze(x, [1]) -> y</c>.</summary>
internal static class GraphText
{
    public static string[] Of(Graph graph) => graph.Nodes.Select(n => Of(n, graph)).ToArray();

    private static string Of(Node node, Graph graph)
    {
        IEnumerable<string> attributes = node.Attributes.Values.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Value(p.Value)}");
        string inputs = string.Join(", ", node.Inputs.Select(i => i.Length == 0 ? "-" : graph.Constants.TryGetValue(i, out Tensor? t) ? Of(t) : i));
        string outputs = string.Join(", ", node.Outputs.Select(o => o.Length == 0 ? "-" : o));
        return $"{node.Operator}({string.Join("; ", new[] { inputs }.Concat(attributes))}) -> {outputs}";
    }

    private static string Of(Tensor tensor)
    {
        string values = string.Join(", ", tensor.Type.IsFloating()
            ? tensor.ToSingles().Select(v => v.ToString("0.0###", CultureInfo.InvariantCulture))
            : tensor.ToIntegers().Select(v => v.ToString(CultureInfo.InvariantCulture)));
        string type = tensor.Type is ElementType.Float or ElementType.Int64 ? "" : $" as {tensor.Type}";
        return (tensor.Shape.Rank == 0 ? values : $"[{values}]") + type;
    }

    private static string Value(object value) => value switch
    {
        Tensor tensor => Of(tensor),
        Graph graph => $"{{{string.Join("; ", Of(graph))}}}",
        Array array => $"[{string.Join(", ", array.Cast<object>())}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
