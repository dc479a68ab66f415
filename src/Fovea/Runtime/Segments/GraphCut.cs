using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Segments;

/// <summary>Cuts a graph where the elements of a value must be known before it goes on.</summary>
/// <param name="First">What can be planned: it gives its share of the outputs, what must be read back and what the rest reads.</param>
/// <param name="Rest">What follows; its inputs are those of the whole, of <paramref name="First"/> and of <paramref name="HostNodes"/>.</param>
/// <param name="HostNodes">The nodes between the two that the host computes, in their order.</param>
/// <param name="ReadBack">The outputs of <paramref name="First"/> whose elements the host needs.</param>
internal sealed record GraphCut(Graph First, Graph Rest, IReadOnlyList<Node> HostNodes, IReadOnlyCollection<string> ReadBack)
{
    /// <summary>Cuts a graph.</summary>
    public static GraphCut Of(Graph graph, PartialInference partial, OperatorRegistry registry)
    {
        // The host goes on with what it then knows, as far as operators have no other form.
        var onHost = new HashSet<string>(partial.Demanded);
        var hostNodes = new List<Node>();
        var rest = new List<Node>();
        foreach (Node node in graph.Nodes.Where(partial.Waiting.Contains))
        {
            bool ready = registry.Create(node).SizeDependsOnData
                && node.Inputs.All(name => name.Length == 0 || onHost.Contains(name) || Known(name) is not null);
            (ready ? hostNodes : rest).Add(node);
            if (ready)
                onHost.UnionWith(node.Outputs);
        }

        var made = new HashSet<string>(graph.Nodes.Where(n => !partial.Waiting.Contains(n)).SelectMany(n => n.Outputs));
        var madeOnHost = new HashSet<string>(hostNodes.SelectMany(n => n.Outputs));
        var reads = new HashSet<string>(rest.SelectMany(GraphOrder.Reads));
        ValueInfo[] early = graph.Outputs.Where(o => partial.Infos.ContainsKey(o.Name)).ToArray();
        ValueInfo[] late = graph.Outputs.Where(o => !partial.Infos.ContainsKey(o.Name)).ToArray();
        reads.UnionWith(late.Select(o => o.Name).Where(madeOnHost.Contains));

        // What is demanded may come from outside: from an earlier segment, or from an input that only the GPU has.
        var there = new HashSet<string>(made.Concat(graph.Inputs.Select(i => i.Name)));
        string[] readBack = partial.Demanded.Concat(hostNodes.SelectMany(n => n.Inputs)).Where(name => there.Contains(name) && Known(name) is null).Distinct().ToArray();
        string[] crossing = readBack.Concat(reads.Where(name => made.Contains(name) && Known(name) is null)).Distinct().ToArray();
        ValueInfo[] given = early.Concat(crossing.Where(name => early.All(o => o.Name != name)).Select(Info)).ToArray();
        Node[] first = graph.Nodes.Where(n => !partial.Waiting.Contains(n)).ToArray();
        var firstReads = new HashSet<string>(first.SelectMany(n => n.Inputs).Concat(given.Select(o => o.Name)));
        Dictionary<string, Tensor> constants = reads.Concat(hostNodes.SelectMany(n => n.Inputs)).Where(name => Known(name) is not null).Distinct()
            .ToDictionary(name => name, name => Known(name)!);
        IEnumerable<ValueInfo> inputs = reads.Where(name => Known(name) is null && (made.Contains(name) || graph.Inputs.Any(i => i.Name == name))).Select(Info)
            .Concat(reads.Where(madeOnHost.Contains).Select(name => new ValueInfo(name, ElementType.Undefined, (IReadOnlyList<Dimension>?)null)));
        return new GraphCut(
            graph with { Nodes = first, Outputs = given, Inputs = graph.Inputs.Where(i => firstReads.Contains(i.Name)).ToArray() },
            new Graph(graph.Name, inputs.ToArray(), late, rest, constants),
            hostNodes,
            readBack);

        Tensor? Known(string name) => partial.Infos.TryGetValue(name, out TensorInfo? info) ? info.Value : null;

        ValueInfo Info(string name) => new(name, partial.Infos[name].Type, partial.Infos[name].Shape);
    }
}
