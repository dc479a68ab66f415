using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>Who makes and who reads each value of a graph.</summary>
internal sealed class GraphUses
{
    private readonly Dictionary<string, Node> _makers = new();
    private readonly Dictionary<string, List<Node>> _readers = new();
    private readonly HashSet<string> _outputs;

    public GraphUses(Graph graph)
    {
        _outputs = new HashSet<string>(graph.Outputs.Select(o => o.Name));
        foreach (Node node in graph.Nodes)
        {
            foreach (string output in node.Outputs.Where(o => o.Length > 0))
                _makers[output] = node;
            foreach (string input in node.Inputs.Where(i => i.Length > 0).Distinct())
            {
                if (!_readers.TryGetValue(input, out List<Node>? readers))
                    _readers[input] = readers = new List<Node>();
                readers.Add(node);
            }
        }
    }

    public Node? MakerOf(string value) => _makers.TryGetValue(value, out Node? node) ? node : null;

    public IReadOnlyList<Node> ReadersOf(string value) =>
        _readers.TryGetValue(value, out List<Node>? readers) ? readers : (IReadOnlyList<Node>)System.Array.Empty<Node>();

    public bool IsOutput(string value) => _outputs.Contains(value);

    /// <summary>The one node that reads a value which is no output of the graph; else null.</summary>
    public Node? OnlyReader(string value) => !IsOutput(value) && ReadersOf(value) is { Count: 1 } readers ? readers[0] : null;
}
