using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>Makes nodes read other values, inside their graphs too, where these take values from around them.</summary>
internal static class Renaming
{
    public static Node Apply(Node node, IReadOnlyDictionary<string, string> names)
    {
        if (names.Count == 0)
            return node;
        if (node.Inputs.Any(names.ContainsKey))
            node = node with { Inputs = node.Inputs.Select(i => names.GetValueOrDefault(i, i)).ToArray() };
        return GraphOrder.Rewrite(node, inner => Apply(inner, names));
    }

    private static Graph Apply(Graph graph, IReadOnlyDictionary<string, string> names)
    {
        var own = new HashSet<string>(graph.Constants.Keys);
        own.UnionWith(graph.Inputs.Select(v => v.Name));
        own.UnionWith(graph.Nodes.SelectMany(n => n.Outputs));
        Dictionary<string, string> seen = names.Where(p => !own.Contains(p.Key)).ToDictionary(p => p.Key, p => p.Value);
        string? hidden = seen.Values.FirstOrDefault(own.Contains);
        if (hidden is not null)
            throw new ModelException($"Graph '{graph.Name}' makes a value '{hidden}', and so does a graph around it: give them two names.");
        Node[] nodes = graph.Nodes.Select(n => Apply(n, seen)).ToArray();
        ValueInfo[] outputs = graph.Outputs.Select(o => o with { Name = seen.GetValueOrDefault(o.Name, o.Name) }).ToArray();
        return graph with { Nodes = nodes, Outputs = outputs };
    }
}
