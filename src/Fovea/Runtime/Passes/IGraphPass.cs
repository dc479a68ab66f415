using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>Rewrites a graph into one that computes the same.</summary>
public interface IGraphPass
{
    /// <summary>The pass's name, for reports.</summary>
    string Name { get; }

    /// <summary>Rewrites the graph. Values that stay keep their names and shapes; the graph's inputs and outputs always stay.</summary>
    Graph Apply(Graph graph, PassContext context);
}
