using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models;

/// <summary>Puts a graph's nodes in an order in which every value is made before it is read, and checks that there is one.</summary>
public static class GraphOrder
{
    /// <summary>
    /// The same graph with its nodes topologically sorted, and those of the graphs inside its nodes too. A node moves only
    /// where it must: a sorted graph keeps its order.
    /// </summary>
    /// <exception cref="ModelException">
    /// A value is made twice, or read and never made, or nodes wait for each other in a circle; the message names node and value.
    /// </exception>
    public static Graph Sort(Graph graph) => Sort(graph, new HashSet<string>());

    /// <summary>The values that a graph inside a node takes from the graphs around it.</summary>
    public static IReadOnlyCollection<string> Captured(Graph graph)
    {
        var made = new HashSet<string>(graph.Constants.Keys);
        made.UnionWith(graph.Inputs.Select(v => v.Name));
        made.UnionWith(graph.Nodes.SelectMany(n => n.Outputs));
        var read = new HashSet<string>(graph.Nodes.SelectMany(Reads));
        read.UnionWith(graph.Outputs.Select(v => v.Name));
        read.ExceptWith(made);
        return read;
    }

    /// <summary>The values that a node reads: its inputs, and what the graphs in its attributes take from around them.</summary>
    public static IEnumerable<string> Reads(Node node)
    {
        IEnumerable<string> inputs = node.Inputs.Where(i => i.Length > 0);
        Graph[] inner = InnerGraphs(node).ToArray();
        return inner.Length == 0 ? inputs : inputs.Concat(inner.SelectMany(Captured)).Distinct();
    }

    /// <summary>The graphs that a node holds in its attributes (the branches of If, the body of Loop).</summary>
    public static IEnumerable<Graph> InnerGraphs(Node node)
    {
        foreach (object value in node.Attributes.Values.Values)
        {
            if (value is Graph graph)
                yield return graph;
            else if (value is Graph[] graphs)
            {
                foreach (Graph one in graphs)
                    yield return one;
            }
        }
    }

    private static Graph Sort(Graph graph, HashSet<string> around)
    {
        var makers = Makers(graph);
        var nodes = graph.Nodes;
        var readers = new List<int>[nodes.Count];
        var waits = new int[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
        {
            foreach (string name in Reads(nodes[i]).Distinct())
            {
                if (!makers.TryGetValue(name, out int maker))
                {
                    if (!around.Contains(name))
                        throw new ModelException($"node {nodes[i].Label} reads '{name}', which nothing makes: no input, initializer or node has that name.");
                }
                else if (maker >= 0)
                {
                    (readers[maker] ??= new List<int>()).Add(i);
                    waits[i]++;
                }
            }
        }

        foreach (ValueInfo output in graph.Outputs)
        {
            if (!makers.ContainsKey(output.Name) && !around.Contains(output.Name))
                throw new ModelException($"the output '{output.Name}' of graph '{graph.Name}' is made by nothing: no node makes a value of that name.");
        }

        var ready = new SortedSet<int>(Enumerable.Range(0, nodes.Count).Where(i => waits[i] == 0));
        var sorted = new List<Node>(nodes.Count);
        var scope = new HashSet<string>(around);
        scope.UnionWith(makers.Keys);
        while (ready.Count > 0)
        {
            int next = ready.Min;
            ready.Remove(next);
            sorted.Add(SortInner(nodes[next], scope));
            foreach (int reader in readers[next] ?? Enumerable.Empty<int>())
            {
                if (--waits[reader] == 0)
                    ready.Add(reader);
            }
        }

        if (sorted.Count < nodes.Count)
            throw Circle(nodes, waits, makers);
        return graph with { Nodes = sorted };
    }

    private static Node SortInner(Node node, HashSet<string> scope) => Rewrite(node, inner => Sort(inner, scope));

    /// <summary>A node whose inner graphs are rewritten; the same node where it has none.</summary>
    internal static Node Rewrite(Node node, System.Func<Graph, Graph> rewrite)
    {
        if (!InnerGraphs(node).Any())
            return node;
        Attributes attributes = node.Attributes;
        foreach ((string name, object value) in node.Attributes.Values)
        {
            if (value is Graph graph)
                attributes = attributes.With(name, rewrite(graph));
            else if (value is Graph[] graphs)
                attributes = attributes.With(name, graphs.Select(rewrite).ToArray());
        }

        return node with { Attributes = attributes };
    }

    // The index of the node that makes a value; -1 where an input or a constant is it.
    private static Dictionary<string, int> Makers(Graph graph)
    {
        var makers = new Dictionary<string, int>();
        foreach (string name in graph.Constants.Keys)
            makers.Add(name, -1);
        foreach (ValueInfo input in graph.Inputs)
        {
            if (!makers.TryAdd(input.Name, -1))
                throw new ModelException($"graph '{graph.Name}' has two inputs or constants named '{input.Name}'.");
        }

        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (string output in graph.Nodes[i].Outputs.Where(o => o.Length > 0))
            {
                if (makers.TryAdd(output, i))
                    continue;
                int other = makers[output];
                string first = other < 0 ? "an input or initializer has that name" : $"node {graph.Nodes[other].Label} makes it";
                throw new ModelException($"node {graph.Nodes[i].Label} makes '{output}' a second time: {first} already.");
            }
        }

        return makers;
    }

    private static ModelException Circle(IReadOnlyList<Node> nodes, int[] waits, Dictionary<string, int> makers)
    {
        // Every node that still waits reads from one that still waits: walking back must come round.
        int at = System.Array.FindIndex(waits, w => w > 0);
        var seen = new Dictionary<int, int>();
        var walk = new List<(int Node, string Reads)>();
        while (seen.TryAdd(at, walk.Count))
        {
            string name = Reads(nodes[at]).First(r => makers.TryGetValue(r, out int m) && m >= 0 && waits[m] > 0);
            walk.Add((at, name));
            at = makers[name];
        }

        IEnumerable<string> steps = walk.Skip(seen[at]).Select(s => $"{nodes[s.Node].Label} reads '{s.Reads}', made by {nodes[makers[s.Reads]].Label}");
        return new ModelException($"nodes wait for each other in a circle: {string.Join("; ", steps)}.");
    }
}
