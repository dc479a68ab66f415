using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>Computes once what several nodes compute alike: the same operator with the same attributes on the same values.</summary>
public sealed class ShareCommon : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "share common";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var outputs = new HashSet<string>(graph.Outputs.Select(o => o.Name));
        var renamed = new Dictionary<string, string>();
        SameConstants(graph, renamed);
        var seen = new Dictionary<string, Node>();
        var nodes = new List<Node>();
        foreach (Node original in graph.Nodes)
        {
            Node node = original.Inputs.Any(renamed.ContainsKey)
                ? original with { Inputs = original.Inputs.Select(i => renamed.TryGetValue(i, out string? other) ? other : i).ToArray() }
                : original;
            // A value that the graph gives keeps its maker.
            if (KeyOf(node) is { } key && !node.Outputs.Any(outputs.Contains))
            {
                if (seen.TryGetValue(key, out Node? same))
                {
                    for (int i = 0; i < node.Outputs.Count; i++)
                        renamed[node.Outputs[i]] = same.Outputs[i];
                    continue;
                }

                seen[key] = node;
            }

            nodes.Add(node);
        }

        return graph with { Nodes = nodes };
    }

    // Exporters write the same axes, bounds and scales anew for every node.
    private static void SameConstants(Graph graph, Dictionary<string, string> renamed)
    {
        var first = new Dictionary<(ElementType Type, string Shape, ulong Fingerprint), (string Name, Tensor Tensor)>();
        foreach (KeyValuePair<string, Tensor> constant in graph.Constants)
        {
            var key = (constant.Value.Type, constant.Value.Shape.ToString(), constant.Value.Fingerprint);
            if (!first.TryGetValue(key, out (string Name, Tensor Tensor) same))
                first[key] = (constant.Key, constant.Value);
            else if (same.Tensor.Bytes.Span.SequenceEqual(constant.Value.Bytes.Span))
                renamed[constant.Key] = same.Name;
        }
    }

    // Null where a node is not compared: graphs as attributes are not, and an output that nobody wants in one node may be wanted in another.
    private static string? KeyOf(Node node)
    {
        if (node.Attributes.Values.Values.Any(v => v is Graph or Graph[]) || node.Outputs.Any(o => o.Length == 0))
            return null;
        var key = new StringBuilder().Append(node.Domain).Append('|').Append(node.Operator).Append('|').Append(node.Opset).Append('|').Append(node.Outputs.Count);
        foreach (string input in node.Inputs)
            key.Append('|').Append(input.Length).Append(':').Append(input);
        key.Append(AttributeText.Of(node.Attributes));
        return key.ToString();
    }
}
