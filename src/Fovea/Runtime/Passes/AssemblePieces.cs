using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Movement;
using Fovea.Operators.Shapes;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Writes maps that are concatenated, perhaps reshaped and concatenated again, and transposed at the end straight to where they end:
/// <see cref="Assemble"/>. The heads of anchor-free detectors are so: scores and boxes of each scale side by side, scales behind each other,
/// channels last.
/// </summary>
public sealed class AssemblePieces : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "assemble pieces";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        var replaced = new Dictionary<Node, Node?>();
        foreach (Node node in graph.Nodes)
        {
            if (node is { Domain: "", Operator: "Transpose" } && Assembled(node, uses, context) is { } assembled)
                replaced[node] = assembled;
        }

        return replaced.Count == 0 ? graph : graph with { Nodes = GraphEdit.Replace(graph.Nodes, replaced) };
    }

    private static Node? Assembled(Node transpose, GraphUses uses, PassContext context)
    {
        TensorInfo whole = context.Infos[transpose.Outputs[0]];
        var pieces = new List<(string Value, int Offset, int[] Strides)>();
        // Where readers are kernels over packed maps, it would have to be packed again.
        bool isRowMajor = uses.IsOutput(transpose.Outputs[0]) || !LayoutContext.CanPack(whole);
        if (!isRowMajor || whole.Shape.Count == 0 || !Collect(transpose, StridedView.Itself(transpose.Outputs[0], whole.Shape), uses, context, pieces, 0) || pieces.Count < 2)
            return null;
        return new Node("Assemble", pieces.Select(p => p.Value).ToArray(), transpose.Outputs)
        {
            Domain = Assemble.Domain,
            Name = transpose.Name,
            Attributes = Attributes.None.With("shape", whole.Shape.Select(d => (long)d).ToArray())
                .With("offsets", pieces.Select(p => (long)p.Offset).ToArray())
                .With("strides", pieces.SelectMany(p => p.Strides).Select(s => (long)s).ToArray()),
        };
    }

    // Walks from the result to the maps that it is made of; a view tells where the elements of the node's output go.
    private static bool Collect(
        Node node, StridedView view, GraphUses uses, PassContext context, List<(string Value, int Offset, int[] Strides)> pieces, int depth)
    {
        switch (node.Operator)
        {
            case "Transpose":
                // Of [a, b] a view of the transposed [b, a]: what stood at order[i] goes back there.
                int rank = context.Infos[node.Inputs[0]].Shape.Rank;
                int[] order = node.Attributes.Ints("perm") is { } given ? System.Array.ConvertAll(given, a => (int)a) : Enumerable.Range(0, rank).Reverse().ToArray();
                return Before(node.Inputs[0], view.Permuted(Enumerable.Range(0, rank).Select(axis => System.Array.IndexOf(order, axis)).ToArray()), node, uses, context, pieces, depth);
            case "Concat":
                int along = context.Infos[node.Outputs[0]].Shape.Axis(node.Attributes.Int("axis")), start = 0;
                foreach (string input in node.Inputs)
                {
                    int length = context.Infos[input].Shape[along];
                    if (view.Cut(along, start, length) is not { } part || !Before(input, part, node, uses, context, pieces, depth))
                        return false;
                    start += length;
                }

                return true;
            default:
                return view.Regrouped(context.Infos[node.Inputs[0]].Shape) is { } same && Before(node.Inputs[0], same, node, uses, context, pieces, depth);
        }
    }

    private static bool Before(
        string value, StridedView view, Node reader, GraphUses uses, PassContext context, List<(string Value, int Offset, int[] Strides)> pieces, int depth)
    {
        if (depth < 64 && uses.MakerOf(value) is { Domain: "" } maker && uses.OnlyReader(value) == reader && context.Known(value) is null && IsMoved(maker, context))
            return Collect(maker, view, uses, context, pieces, depth + 1);
        // Directly behind the transposition there is nothing to gain.
        if (depth == 0 || !LayoutContext.CanPack(context.Infos[value]) || context.Known(value) is not null || view.Strides() is not var (offset, strides))
            return false;
        pieces.Add((value, offset, strides.Length == 3 ? strides.Append(0).ToArray() : strides));
        return true;
    }

    private static bool IsMoved(Node node, PassContext context) =>
        node.Operator is "Concat" || context.Registry.Supports(node) && context.Registry.Create(node) is ViewOperator;
}
