using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Elementwise;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Removes transpositions: two in a row become one or none, one that moves no element becomes a reshape, and one before an element-wise
/// operator sinks behind it, where it may meet its inverse. Between two transpositions a softmax or a concatenation works along another
/// axis just as well. Networks that come from channels-last frameworks are full of them.
/// </summary>
public sealed class CancelTransposes : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "cancel transposes";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        // Each round sinks or merges at least one transposition, and none ever moves up.
        for (int round = 0; round < 4 * graph.Nodes.Count + 1; round++)
        {
            Graph next = Step(graph, context);
            if (ReferenceEquals(next, graph))
                break;
            graph = next;
            context = context with { Infos = ShapeInference.Infer(graph, InputShapes(graph, context), context.Registry) };
        }

        return graph;
    }

    private static Dictionary<string, Shape> InputShapes(Graph graph, PassContext context) =>
        graph.Inputs.ToDictionary(i => i.Name, i => context.Infos[i.Name].Shape);

    private static Graph Step(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        foreach (Node node in graph.Nodes)
        {
            Graph? changed = IsTranspose(node) ? Merge(graph, node, uses, context) : Sink(graph, node, uses, context);
            if (changed is not null)
                return changed;
        }

        return graph;
    }

    private static Graph? Merge(Graph graph, Node node, GraphUses uses, PassContext context)
    {
        Shape shape = context.Infos[node.Inputs[0]].Shape;
        int[] permutation = Permutation(node, shape.Rank);
        if (uses.MakerOf(node.Inputs[0]) is { } before && IsTranspose(before))
        {
            int[] first = Permutation(before, shape.Rank);
            return Replace(graph, node, Transposition(node, before.Inputs[0], permutation.Select(axis => first[axis]).ToArray()));
        }

        // Unlike a reshape, an identity leaves a packed map packed.
        if (permutation.SequenceEqual(Enumerable.Range(0, permutation.Length)))
            return Replace(graph, node, new Node("Identity", new[] { node.Inputs[0] }, node.Outputs) { Name = node.Name });

        int[] moved = permutation.Where(axis => shape[axis] != 1).ToArray();
        if (!moved.SequenceEqual(moved.OrderBy(axis => axis)))
            return null;
        string name = node.Outputs[0] + "/shape";
        Tensor dims = Tensor.Vector(permutation.Select(axis => (long)shape[axis]).ToArray());
        Dictionary<string, Tensor> constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        constants[name] = dims;
        // Without it a dimension of no elements would mean "as it was".
        Attributes attributes = shape.Contains(0) ? Attributes.None.With("allowzero", 1L) : Attributes.None;
        Node view = new("Reshape", new[] { node.Inputs[0], name }, node.Outputs) { Name = node.Name, Attributes = attributes };
        return Replace(graph, node, view) with { Constants = constants };
    }

    // Element-wise operators do not care about the order of axes, if all that they read has the same; some others have one axis that they
    // work along. Those are fastest along the last, so that they change it only where another transposition goes.
    private static Graph? Sink(Graph graph, Node node, GraphUses uses, PassContext context)
    {
        bool hasAxis = node is { Domain: "", Operator: "Softmax" or "LogSoftmax" or "Concat" } && IsTransposedOnly(node.Outputs[0], uses);
        if ((!hasAxis && ElementwiseTable.Find(node) is null) || node.Outputs.Count != 1 || (hasAxis && node.Inputs.Any(i => context.Known(i) is not null)))
            return null;
        string[] tensors = node.Inputs.Where(i => i.Length > 0 && context.Known(i) is null).ToArray();
        Node?[] before = tensors.Select(uses.MakerOf).ToArray();
        if (tensors.Length == 0 || before.Any(b => b is null || !IsTranspose(b)) || tensors.Distinct().Any(t => uses.OnlyReader(t) != node))
            return null;
        int rank = context.Infos[tensors[0]].Shape.Rank;
        int[] permutation = Permutation(before[0]!, rank);
        if (before.Any(b => context.Infos[b!.Inputs[0]].Shape.Rank != rank || !Permutation(b, rank).SequenceEqual(permutation)))
            return null;

        Dictionary<string, Tensor> constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        var inputs = new List<string>();
        foreach (string input in node.Inputs)
        {
            if (context.Known(input) is { Shape: { Count: > 1 } } constant)
            {
                if (constant.Shape.Rank > rank)
                    return null;
                string name = $"{input}/{node.Outputs[0]}/permuted";
                constants[name] = Permuted(constant, permutation);
                inputs.Add(name);
            }
            else
            {
                inputs.Add(uses.MakerOf(input) is { } maker && IsTranspose(maker) ? maker.Inputs[0] : input);
            }
        }

        string inner = node.Outputs[0] + "/before-transpose";
        Node computed = node with { Inputs = inputs, Outputs = new[] { inner } };
        if (hasAxis)
        {
            // Softmax leaves its axis out where it is the last; Concat may not.
            int axis = context.Infos[tensors[0]].Shape.Axis(node.Attributes.Int("axis", -1));
            computed = computed with { Attributes = node.Attributes.With("axis", (long)permutation[axis]) };
        }

        Node[] nodes = graph.Nodes.SelectMany(n => n == node ? new[] { computed, Transposition(n, inner, permutation) } : new[] { n })
            .Where(n => !before.Contains(n)).ToArray();
        return graph with { Nodes = nodes, Constants = constants };
    }

    private static bool IsTransposedOnly(string value, GraphUses uses) =>
        !uses.IsOutput(value) && uses.ReadersOf(value) is { Count: > 0 } readers && readers.All(IsTranspose);

    // The constant as it has to be read before the transposition: axis p[i] of it was axis i.
    private static Tensor Permuted(Tensor constant, int[] permutation)
    {
        int missing = permutation.Length - constant.Shape.Rank;
        Shape full = new(Enumerable.Repeat(1, missing).Concat(constant.Shape).ToArray());
        int[] strides = full.Strides();
        var dims = new int[permutation.Length];
        var along = new int[permutation.Length];
        for (int i = 0; i < permutation.Length; i++)
            (dims[permutation[i]], along[permutation[i]]) = (full[i], strides[i]);
        return HostGather.Strided(constant, new Shape(dims), 0, along);
    }

    private static bool IsTranspose(Node node) => node.Domain.Length == 0 && node.Operator == "Transpose";

    private static int[] Permutation(Node node, int rank) => node.Attributes.Ints("perm") is { } given
        ? Array.ConvertAll(given, axis => (int)axis)
        : Enumerable.Range(0, rank).Reverse().ToArray();

    private static Node Transposition(Node like, string input, int[] permutation) =>
        new("Transpose", new[] { input }, like.Outputs)
        {
            Name = like.Name,
            Attributes = Attributes.None.With("perm", Array.ConvertAll(permutation, axis => (long)axis)),
        };

    private static Graph Replace(Graph graph, Node node, Node other) =>
        graph with { Nodes = GraphEdit.Replace(graph.Nodes, new Dictionary<Node, Node?> { [node] = other }) };
}
