using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Tests.Runtime.Quantized;

/// <summary>A network whose weights and values are of half precision.</summary>
internal static class HalfForm
{
    /// <summary>Makes it of a float network.</summary>
    /// <param name="model">The float network.</param>
    /// <param name="inside">Whether inputs and outputs stay float, with casts behind and before them.</param>
    public static Model Of(Model model, bool inside)
    {
        Graph source = Canonicalizer.Apply(model);
        var constants = source.Constants.ToDictionary(c => c.Key, c => IsFloat(c.Value.Type) ? c.Value.Convert(ElementType.Float16) : c.Value);
        Node[] nodes = source.Nodes.Select(Half).ToArray();
        if (!inside)
            return With(source with { Inputs = source.Inputs.Select(HalfOf).ToArray(), Outputs = source.Outputs.Select(HalfOf).ToArray() }, nodes);

        HashSet<string> edges = source.Inputs.Concat(source.Outputs).Where(v => IsFloat(v.Type)).Select(v => v.Name).ToHashSet();
        IEnumerable<Node> before = source.Inputs.Where(v => edges.Contains(v.Name)).Select(v => Cast(v.Name, v.Name + "/half", ElementType.Float16));
        IEnumerable<Node> after = source.Outputs.Where(v => edges.Contains(v.Name)).Select(v => Cast(v.Name + "/half", v.Name, ElementType.Float));
        IEnumerable<Node> within = nodes.Select(n => n with { Inputs = n.Inputs.Select(Inside).ToArray(), Outputs = n.Outputs.Select(Inside).ToArray() });
        return With(source, before.Concat(within).Concat(after));

        string Inside(string name) => edges.Contains(name) ? name + "/half" : name;

        Model With(Graph graph, IEnumerable<Node> all) =>
            new(graph with { Nodes = all.ToArray(), Constants = constants }, new Dictionary<string, int> { [""] = 21 });
    }

    private static bool IsFloat(ElementType type) => type == ElementType.Float;

    private static ValueInfo HalfOf(ValueInfo value) => IsFloat(value.Type) ? value with { Type = ElementType.Float16 } : value;

    private static Node Half(Node node) => node.Operator switch
    {
        "Cast" when node.Attributes.Int("to") == (long)ElementType.Float => node with { Attributes = node.Attributes.With("to", (long)ElementType.Float16) },
        "Resize" or "ConstantOfShape" => throw new ArgumentException($"{node} has float parts that stay so; no network here has one."),
        _ => node,
    };

    private static Node Cast(string from, string to, ElementType type) =>
        new("Cast", new[] { from }, new[] { to }) { Attributes = Attributes.None.With("to", (long)type) };
}
