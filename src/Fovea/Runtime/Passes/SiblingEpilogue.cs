using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Runtime.Passes;

/// <summary>Epilogues that can be one epilogue: they compute the same of each number, whatever its channel, and read no other tensor.</summary>
internal static class SiblingEpilogue
{
    /// <summary>Whether the epilogue of a node, if it has one, reads nothing but single numbers beside the node's result.</summary>
    public static bool CanBeShared(Node node) =>
        Of(node) is not { } graph || (graph.Inputs.Count == 1 && graph.Constants.Values.All(c => c.Shape.Count == 1));

    /// <summary>What the epilogue computes, without the names of its values; the same text where it computes the same.</summary>
    public static string TextOf(Node node)
    {
        if (Of(node) is not { } graph)
            return "";
        var names = new Dictionary<string, string> { [graph.Inputs[0].Name] = "0", [""] = "" };
        var text = new StringBuilder();
        foreach (Node step in graph.Nodes)
        {
            IEnumerable<string> inputs = step.Inputs.Select(i => names.TryGetValue(i, out string? made) ? made : Number(graph.Constants[i]));
            text.Append(step.Domain).Append('.').Append(step.Operator).Append(AttributeText.Of(step.Attributes)).Append('(').Append(string.Join(",", inputs)).Append(')');
            names[step.Outputs[0]] = names.Count.ToString(CultureInfo.InvariantCulture);
        }

        return text.Append(names[graph.Outputs[0].Name]).ToString();
    }

    /// <summary>The attributes of a node, with an epilogue for as many channels.</summary>
    public static Attributes Widened(Node node, int channels)
    {
        if (Of(node) is not { } graph)
            return node.Attributes;
        return node.Attributes.With(Epilogue.Attribute, graph with { Inputs = graph.Inputs.Select(Wide).ToArray(), Outputs = graph.Outputs.Select(Wide).ToArray() });

        ValueInfo Wide(ValueInfo value) => new(value.Name, value.Type, value.Shape!.With(1, channels));
    }

    // Told apart from the numbers that stand for values.
    private static string Number(Tensor constant) => "#" + constant.Type + constant.ToDoubles()[0].ToString("R", CultureInfo.InvariantCulture);

    private static Graph? Of(Node node) => node.Attributes.Values.TryGetValue(Epilogue.Attribute, out object? graph) ? (Graph)graph : null;
}
