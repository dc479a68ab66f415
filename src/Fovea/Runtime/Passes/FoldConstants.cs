using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>Turns what depends on constants and shapes alone into constants.</summary>
public sealed class FoldConstants : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "fold constants";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        var nodes = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            if (node.Outputs.Any(o => o.Length > 0 && context.Known(o) is null))
            {
                nodes.Add(node);
                continue;
            }

            foreach (string output in node.Outputs.Where(o => o.Length > 0))
                constants[output] = context.Known(output)!;
        }

        return nodes.Count < graph.Nodes.Count ? graph with { Nodes = nodes, Constants = constants } : graph;
    }
}
