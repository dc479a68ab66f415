using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models.Canonical;

/// <summary>
/// Builds the canonical form of one graph, node by node in order: hands each to its rule and collects what the rule emits.
/// </summary>
internal sealed class GraphRewriter
{
    private readonly Graph _source;
    private readonly GraphRewriter? _around;
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _reads;
    private readonly HashSet<string> _own;
    private readonly List<Node> _nodes = new();
    private readonly Dictionary<string, Tensor> _constants;
    private readonly Dictionary<string, ValueFacts> _facts = new();
    private readonly Dictionary<string, string> _aliases = new();

    private GraphRewriter(Graph source, GraphRewriter? around)
    {
        _source = source;
        _around = around;
        _names = around?._names ?? AllNames(source);
        _reads = new HashSet<string>(source.Nodes.SelectMany(GraphOrder.Reads).Concat(source.Outputs.Select(o => o.Name)));
        _own = OwnNames(source);
        _constants = source.Constants.ToDictionary(p => p.Key, p => p.Value);
        foreach (ValueInfo input in source.Inputs)
            _facts[input.Name] = new ValueFacts(input.Type, input.Dimensions?.Count, false);
    }

    public static Graph Apply(Graph graph) => new GraphRewriter(graph, null).Rewrite();

    /// <summary>The value of a constant of this graph or of those around it; null where it is none.</summary>
    public Tensor? Known(string name) =>
        _constants.TryGetValue(name, out Tensor? tensor) ? tensor
        : _own.Contains(name) ? null
        : _around?.Known(name);

    /// <summary>What is certain about a value.</summary>
    public ValueFacts Facts(string name)
    {
        if (name.Length == 0)
            return default;
        if (_facts.TryGetValue(name, out ValueFacts facts))
            return facts;
        if (Known(name) is { } tensor)
            return new ValueFacts(tensor.Type, tensor.Shape.Rank, false);
        return _own.Contains(name) || _around is null ? default : _around.Facts(name);
    }

    /// <summary>Whether any node of the original graph, or its caller, reads a value.</summary>
    public bool IsRead(string name) => name.Length > 0 && _reads.Contains(name);

    /// <summary>Adds a constant; its name is made of the value it serves and its role.</summary>
    public string Constant(Node node, string role, Tensor value)
    {
        string name = Value(node, role);
        _constants.Add(name, value);
        return name;
    }

    /// <summary>A name for a new value, which nothing in the whole model has yet.</summary>
    public string Value(Node node, string role)
    {
        string stem = $"{node.Outputs.FirstOrDefault(o => o.Length > 0) ?? node.Operator}/{role}";
        string name = stem;
        for (int i = 2; !_names.Add(name); i++)
            name = $"{stem}_{i}";
        _own.Add(name);
        return name;
    }

    /// <summary>Emits a node of the newest operator set; optional inputs left out at the end are dropped.</summary>
    public void Emit(Node node)
    {
        int inputs = node.Inputs.Count;
        while (inputs > 0 && node.Inputs[inputs - 1].Length == 0)
            inputs--;
        node = node with { Opset = Canonicalizer.Opset, Inputs = node.Inputs.Take(inputs).ToArray() };
        _nodes.Add(node);
        for (int i = 0; i < node.Outputs.Count; i++)
            _facts[node.Outputs[i]] = ValueFacts.Of(node, i, this);
    }

    /// <summary>Emits a new node that serves an old one.</summary>
    public string Emit(Node old, string role, string type, string[] inputs, Attributes? attributes = null)
    {
        string output = Value(old, role);
        Emit(new Node(type, inputs, new[] { output })
        {
            Name = old.Name.Length > 0 ? $"{old.Name}/{role}" : "",
            Attributes = attributes ?? Attributes.None,
        });
        return output;
    }

    /// <summary>Says that an output is the same value as an input, so that no node is needed.</summary>
    public void Alias(string output, string input)
    {
        if (output.Length == 0)
            return;
        _aliases[output] = input;
        _facts[output] = Facts(input);
    }

    private Graph Rewrite()
    {
        foreach (Node original in _source.Nodes)
        {
            Node node = Renaming.Apply(original, _aliases);
            node = GraphOrder.Rewrite(node, inner => new GraphRewriter(inner, this).Rewrite());
            if (node.Outputs.Count == 0)
                continue;
            if (CanonicalRules.Of(node) is { } rule)
                Follow(rule, node);
            else if (node.Domain.Length > 0)
                _nodes.Add(node);
            else
                Follow((plain, graph) => graph.Emit(plain), node);
        }

        GiveOutputsTheirNames();
        return _source with { Nodes = _nodes, Constants = _constants };
    }

    private void Follow(CanonicalRule rule, Node node)
    {
        try
        {
            rule(node, this);
        }
        catch (ModelException e) when (!e.Message.Contains(node.Label))
        {
            throw new ModelException($"Node {node.Label}: {e.Message}", e);
        }
    }

    // An output may be an alias of a value that a node makes: then that node makes the output itself. Where that cannot be
    // (the value is an input, a constant, another output, or comes from around), an Identity stays.
    private void GiveOutputsTheirNames()
    {
        var outputs = new HashSet<string>(_source.Outputs.Select(o => o.Name));
        var made = new HashSet<string>(_nodes.SelectMany(n => n.Outputs));
        var renames = new Dictionary<string, string>();
        var kept = new List<Node>();
        foreach (string output in outputs.Where(_aliases.ContainsKey))
        {
            string value = _aliases[output];
            if (renames.TryGetValue(value, out string? renamed))
                kept.Add(IdentityRule.Node(renamed, output));
            else if (made.Contains(value) && !outputs.Contains(value))
                renames.Add(value, output);
            else if (_constants.TryGetValue(value, out Tensor? tensor))
                _constants[output] = tensor;
            else
                kept.Add(IdentityRule.Node(value, output));
        }

        for (int i = 0; i < _nodes.Count && renames.Count > 0; i++)
        {
            Node node = Renaming.Apply(_nodes[i], renames);
            _nodes[i] = node with { Outputs = node.Outputs.Select(o => renames.GetValueOrDefault(o, o)).ToArray() };
        }

        _nodes.AddRange(kept);
    }

    private static HashSet<string> OwnNames(Graph graph)
    {
        var names = new HashSet<string>(graph.Constants.Keys);
        names.UnionWith(graph.Inputs.Select(v => v.Name));
        names.UnionWith(graph.Nodes.SelectMany(n => n.Outputs));
        return names;
    }

    private static HashSet<string> AllNames(Graph graph)
    {
        HashSet<string> names = OwnNames(graph);
        foreach (Graph inner in graph.Nodes.SelectMany(GraphOrder.InnerGraphs))
            names.UnionWith(AllNames(inner));
        return names;
    }
}
