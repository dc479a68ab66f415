using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models;

/// <summary>
/// Turns <c>Constant</c> nodes, and <c>Identity</c> of a constant, into constants of the graph: a weight that arrives
/// through such a node is a weight.
/// </summary>
public static class ConstantLifting
{
    /// <summary>The graph without those nodes; its nodes must be sorted.</summary>
    /// <exception cref="ModelException">A Constant node has no value.</exception>
    public static Graph Apply(Graph graph) => Apply(graph, new Dictionary<string, Tensor>());

    private static Graph Apply(Graph graph, IReadOnlyDictionary<string, Tensor> around)
    {
        var constants = graph.Constants.ToDictionary(p => p.Key, p => p.Value);
        var own = new HashSet<string>(graph.Inputs.Select(v => v.Name).Concat(graph.Nodes.SelectMany(n => n.Outputs)));
        var nodes = new List<Node>(graph.Nodes.Count);
        foreach (Node node in graph.Nodes)
        {
            if (Value(node, Find) is { } value)
                constants[node.Outputs[0]] = value;
            else
                nodes.Add(GraphOrder.Rewrite(node, inner => Apply(inner, Scope())));
        }

        return graph with { Nodes = nodes, Constants = constants };

        Tensor? Find(string name) =>
            constants.TryGetValue(name, out Tensor? tensor) ? tensor
            : !own.Contains(name) && around.TryGetValue(name, out tensor) ? tensor
            : null;

        Dictionary<string, Tensor> Scope()
        {
            var scope = around.Where(p => !own.Contains(p.Key)).ToDictionary(p => p.Key, p => p.Value);
            foreach ((string name, Tensor tensor) in constants)
                scope[name] = tensor;
            return scope;
        }
    }

    private static Tensor? Value(Node node, Func<string, Tensor?> find)
    {
        if (node.Domain.Length > 0 || node.Outputs.Count != 1 || !node.HasOutput(0))
            return null;
        if (node.Operator == "Identity" && node.Inputs.Count == 1)
            return find(node.Inputs[0]);
        if (node.Operator != "Constant")
            return null;
        Attributes attributes = node.Attributes;
        try
        {
            if (attributes.Tensor("value") is { } tensor)
                return tensor;
            if (attributes.Has("value_float"))
                return Tensor.Scalar(attributes.Float("value_float"));
            if (attributes.Floats("value_floats") is { } floats)
                return Tensor.Vector(floats);
            if (attributes.Has("value_int"))
                return Tensor.Scalar(attributes.Int("value_int"));
            if (attributes.Ints("value_ints") is { } ints)
                return Tensor.Vector(ints);
        }
        catch (ModelException e)
        {
            throw new ModelException($"node {node.Label}: {e.Message}", e);
        }

        // Text is no tensor here; whoever reads it is refused later, with all else that is unsupported.
        return attributes.Has("value_string") || attributes.Has("value_strings")
            ? null
            : throw new ModelException($"node {node.Label} has no value; the file is damaged.");
    }
}
