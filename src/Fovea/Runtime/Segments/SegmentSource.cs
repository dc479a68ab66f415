using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Segments;

/// <summary>
/// The segments of one graph: one for each set of shapes, and of elements where these decide shapes. They are made when they are first
/// needed; those that were not used for long make room for others.
/// </summary>
internal sealed class SegmentSource : IDisposable
{
    // How many are kept. Weights and programs are shared, so that a segment made again costs its planning alone.
    private const int Capacity = 32;

    // Inputs of more elements are data, not shapes: rather than planning anew for their content, the run is cut behind what asks for it.
    private const int MostValues = 4096;

    private readonly Graph _graph;
    private readonly OperatorRegistry _registry;
    private readonly Func<Graph, IReadOnlyDictionary<string, Shape>, bool, PlanBlueprint> _plan;
    private readonly Func<PlanBlueprint, Plan> _build;
    private readonly bool _follows;
    private readonly HashSet<string> _byValue = new();
    private readonly Dictionary<string, (Segment Segment, long Used)> _segments = new();
    private long _uses;

    /// <param name="graph">A canonical graph.</param>
    /// <param name="registry">The operators.</param>
    /// <param name="plan">Plans a graph that needs nothing more from the host; told whether its inputs may come from another segment.</param>
    /// <param name="build">Makes the GL objects of a plan.</param>
    /// <param name="follows">Whether its inputs come from another segment.</param>
    public SegmentSource(
        Graph graph, OperatorRegistry registry, Func<Graph, IReadOnlyDictionary<string, Shape>, bool, PlanBlueprint> plan, Func<PlanBlueprint, Plan> build,
        bool follows = false)
    {
        _build = build;
        _follows = follows;
        _graph = graph;
        _registry = registry;
        _plan = plan;
    }

    /// <summary>The plans that were built, of the segments that follow too.</summary>
    public IEnumerable<Plan> Plans => _segments.Values.SelectMany(s => s.Segment.Built);

    /// <summary>The segment for some inputs.</summary>
    /// <param name="shapes">The shapes of the inputs that the graph does not fix.</param>
    /// <param name="values">The inputs whose elements the host has.</param>
    /// <param name="background">
    /// Whether this is not the thread of the context: nothing that was built is freed then, to make room.
    /// </param>
    /// <exception cref="ModelException">The inputs do not fit the network, or it needs elements that the host does not have.</exception>
    public Segment Get(IReadOnlyDictionary<string, Shape> shapes, IReadOnlyDictionary<string, Tensor> values, bool background = false)
    {
        lock (_segments)
            return Find(shapes, values, background);
    }

    public void Dispose()
    {
        lock (_segments)
        {
            foreach ((Segment segment, _) in _segments.Values)
                segment.Dispose();
            _segments.Clear();
        }
    }

    private Segment Find(IReadOnlyDictionary<string, Shape> shapes, IReadOnlyDictionary<string, Tensor> values, bool background)
    {
        string key = KeyOf(shapes, values);
        if (!_segments.TryGetValue(key, out (Segment Segment, long Used) entry))
        {
            Segment made = Make(shapes, values);
            // Making it may have shown that the elements of more inputs matter.
            key = KeyOf(shapes, values);
            if (_segments.TryGetValue(key, out entry))
                made.Dispose();
            else
                entry.Segment = made;
            if (!background)
                MakeRoom();
        }

        _segments[key] = (entry.Segment, ++_uses);
        return entry.Segment;
    }

    private string KeyOf(IReadOnlyDictionary<string, Shape> shapes, IReadOnlyDictionary<string, Tensor> values) => string.Concat(_graph.Inputs.Select(input =>
        _byValue.Contains(input.Name) && values.TryGetValue(input.Name, out Tensor? value) ? $"{input.Name}={value.Type}{value.Shape}{value.Fingerprint:x};"
        : values.TryGetValue(input.Name, out value) ? $"{input.Name}{value.Shape};"
        : shapes.TryGetValue(input.Name, out Shape? shape) ? $"{input.Name}{shape};" : ""));

    private Segment Make(IReadOnlyDictionary<string, Shape> shapes, IReadOnlyDictionary<string, Tensor> values)
    {
        // What the host computed between segments has a type and a shape only now.
        Graph graph = _graph with
        {
            Inputs = _graph.Inputs.Select(input => input.Type == ElementType.Undefined ? new ValueInfo(input.Name, values[input.Name].Type, values[input.Name].Shape) : input).ToArray(),
        };
        var all = shapes.ToDictionary(s => s.Key, s => s.Value);
        foreach (ValueInfo input in graph.Inputs.Where(input => values.ContainsKey(input.Name)))
            all[input.Name] = values[input.Name].Shape;
        graph = WithValues(graph, _byValue, values);
        while (true)
        {
            PartialInference partial = ShapeInference.InferPartly(graph, all, _registry);
            if (partial.Waiting.Count == 0)
                return new Segment(_plan(graph, all, _follows), _build, null, null);
            if (partial.Decided.Count > 0)
            {
                graph = WrittenOut.Apply(graph, partial.Decided, partial.Infos);
                continue;
            }

            HashSet<string> more = Behind(graph, partial, all, values);
            if (more.Count > 0)
            {
                _byValue.UnionWith(more);
                graph = WithValues(graph, more, values);
                continue;
            }

            GraphCut cut = GraphCut.Of(graph, partial, _registry);
            // What is behind the cut may read inputs too, which then lie as those of every later segment do.
            return new Segment(_plan(cut.First, all, true), _build, cut, new SegmentSource(cut.Rest, _registry, _plan, _build, follows: true));
        }
    }

    // The inputs from which alone demanded values follow, where the host has them and they are small.
    private HashSet<string> Behind(
        Graph graph, PartialInference partial, IReadOnlyDictionary<string, Shape> shapes, IReadOnlyDictionary<string, Tensor> values)
    {
        var makers = graph.Nodes.SelectMany(node => node.Outputs.Select(output => (output, node))).Where(p => p.output.Length > 0).ToDictionary(p => p.output, p => p.node);
        var inputs = new HashSet<string>(graph.Inputs.Select(i => i.Name));
        var found = new HashSet<string>();
        foreach (string demanded in partial.Demanded)
        {
            var seen = new HashSet<string>();
            var walk = new Stack<string>(new[] { demanded });
            while (walk.Count > 0)
            {
                string name = walk.Pop();
                if (partial.Infos[name].Value is not null || !seen.Add(name) || !makers.TryGetValue(name, out Node? maker))
                    continue;
                foreach (string input in GraphOrder.Reads(maker))
                    walk.Push(input);
            }

            string[] behind = seen.Where(inputs.Contains).ToArray();
            bool direct = inputs.Contains(demanded);
            if (behind.All(values.ContainsKey) && (direct || behind.Sum(name => (long)values[name].Shape.Count) <= MostValues))
                found.UnionWith(behind);
        }

        return found;
    }

    private static Graph WithValues(Graph graph, IReadOnlyCollection<string> names, IReadOnlyDictionary<string, Tensor> values)
    {
        if (!graph.Inputs.Any(i => names.Contains(i.Name) && values.ContainsKey(i.Name)))
            return graph;
        var constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        foreach (ValueInfo input in graph.Inputs.Where(i => names.Contains(i.Name) && values.ContainsKey(i.Name)))
            constants[input.Name] = values[input.Name];
        return graph with { Constants = constants, Inputs = graph.Inputs.Where(i => !constants.ContainsKey(i.Name)).ToArray() };
    }

    private void MakeRoom()
    {
        while (_segments.Count >= Capacity && _segments.Any(s => !s.Value.Segment.IsPinned))
        {
            KeyValuePair<string, (Segment Segment, long Used)> oldest = _segments.Where(s => !s.Value.Segment.IsPinned).OrderBy(s => s.Value.Used).First();
            _segments.Remove(oldest.Key);
            oldest.Value.Segment.Dispose();
        }
    }
}
