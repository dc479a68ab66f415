using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>Drops nodes, outputs and constants that nothing reads.</summary>
public sealed class DropUnread : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "drop unread";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var read = new HashSet<string>(graph.Outputs.Select(o => o.Name));
        var nodes = new List<Node>();
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (!node.Outputs.Any(read.Contains))
                continue;
            bool whole = node.Outputs.All(o => o.Length == 0 || read.Contains(o));
            nodes.Add(whole ? node : node with { Outputs = node.Outputs.Select(o => read.Contains(o) ? o : "").ToArray() });
            read.UnionWith(node.Inputs);
        }

        nodes.Reverse();
        return graph with
        {
            Nodes = nodes,
            Constants = graph.Constants.Keys.All(read.Contains)
                ? graph.Constants
                : graph.Constants.Where(c => read.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Value),
        };
    }
}
