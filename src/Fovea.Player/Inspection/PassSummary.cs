using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;
using Fovea.Runtime.Passes;

namespace Fovea.Player.Inspection;

/// <summary>What a pass did, in words: nodes that are gone, changed or new, by operator, and what was fused with what.</summary>
internal static class PassSummary
{
    /// <summary>The words; "nothing" where the graph stayed as it was.</summary>
    public static string Of(PassStep step)
    {
        var before = new HashSet<Node>(step.Before.Nodes);
        var after = new HashSet<Node>(step.After.Nodes);
        Node[] gone = step.Before.Nodes.Where(n => !after.Contains(n)).ToArray(), made = step.After.Nodes.Where(n => !before.Contains(n)).ToArray();
        var parts = new List<string>();
        Node[] fused = made.Where(n => !Epilogue.Of(n).IsEmpty).ToArray();
        if (fused.Length > 0)
            parts.Add("fused " + Count(fused.Select(Fusion)));

        // What is gone and made again, with other inputs or attributes, is changed.
        Dictionary<string, int> lost = CountOf(gone), won = CountOf(made.Except(fused).ToArray());
        foreach (Node node in fused)
            lost[node.Operator] = lost.GetValueOrDefault(node.Operator) - 1;
        string[] operators = lost.Keys.Union(won.Keys).ToArray();
        var changed = operators.ToDictionary(o => o, o => System.Math.Min(lost.GetValueOrDefault(o), won.GetValueOrDefault(o)));
        Add("removed", operators.Select(o => (o, lost.GetValueOrDefault(o) - changed[o])));
        Add("added", operators.Select(o => (o, won.GetValueOrDefault(o) - changed[o])));
        Add("changed", operators.Select(o => (o, changed[o])));
        int constants = step.Before.Constants.Count - step.After.Constants.Count;
        if (constants > 0 && step.Before.Nodes.Count == step.After.Nodes.Count && parts.Count == 0)
            parts.Add($"removed {constants} constant{(constants == 1 ? "" : "s")}");
        return parts.Count == 0 ? "nothing" : string.Join("; ", parts);

        void Add(string verb, IEnumerable<(string Operator, int Count)> counts)
        {
            string[] texts = counts.Where(c => c.Count > 0).OrderByDescending(c => c.Count).ThenBy(c => c.Operator, System.StringComparer.Ordinal)
                .Select(c => $"{c.Count} {c.Operator}").ToArray();
            if (texts.Length > 0)
                parts.Add($"{verb} {string.Join(", ", texts)}");
        }
    }

    /// <summary>A node with what was fused into it, as <c>Conv + Sigmoid + Mul</c>.</summary>
    public static string Fusion(Node node) => string.Join(" + ", Chain(node).Prepend(node.Operator));

    /// <summary>The operators of a node's epilogue.</summary>
    public static IEnumerable<string> Chain(Node node) => node.Attributes.Values.TryGetValue(Epilogue.Attribute, out object? epilogue)
        ? ((Graph)epilogue).Nodes.Select(n => n.Operator)
        : [];

    private static string Count(IEnumerable<string> texts) => string.Join(", ", texts.GroupBy(t => t)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, System.StringComparer.Ordinal).Select(g => $"{g.Count()} x {g.Key}"));

    private static Dictionary<string, int> CountOf(Node[] nodes) => nodes.GroupBy(n => n.Operator).ToDictionary(g => g.Key, g => g.Count());
}
