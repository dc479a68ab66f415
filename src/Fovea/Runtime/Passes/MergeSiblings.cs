using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Shapes;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Makes one convolution of several that read the same map through the same window and end in the same activation: their weights behind
/// each other are the weights of one with all their channels, whose result is cut into theirs by a <c>Split</c> that costs nothing. The map
/// is then read once, and there are fewer dispatches.
/// </summary>
/// <remarks>
/// Only where every part can be read where it lies, in the precision that it would have by itself: the batch is one image, and each part
/// but the first begins between two groups of four channels, at an address where any device can bind a buffer. What is written to its place
/// in a concatenation joins the others only if they find room there too (<see cref="CutPlacement"/>).
/// </remarks>
public sealed class MergeSiblings : IGraphPass
{
    // What any device can bind at once, so that what fits a device before it fits it after; and what any offset has to be a multiple of.
    private const long MostBytes = 16L << 20, Alignment = 256;

    /// <inheritdoc/>
    public string Name => "merge siblings";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        foreach (IGrouping<string, Node> siblings in graph.Nodes.Where(n => IsCandidate(n, context)).GroupBy(n => KeyOf(n, context)).ToArray())
        {
            Node[] pieces = siblings.Where(n => IsConcatenated(n.Outputs[0], uses, context)).ToArray();
            IReadOnlyList<Node> apart = Parts(siblings.Except(pieces), context);
            IReadOnlyList<Node> parts = pieces.Select(piece => WithPiece(graph, piece, apart, context)).FirstOrDefault(p => p is not null) ?? apart;
            if (parts.Count > 1)
                graph = Merge(graph, parts, context);
        }

        return graph;
    }

    private static bool IsCandidate(Node node, PassContext context)
    {
        if (node.Domain.Length > 0 || node.Operator != "Conv" || node.Attributes.Int("group", 1) != 1 || node.Inputs.Count > 3 || !SiblingEpilogue.CanBeShared(node))
            return false;
        TensorInfo output = context.Infos[node.Outputs[0]];
        return context.Known(node.Inputs[1]) is not null && (!node.HasInput(2) || context.Known(node.Inputs[2]) is not null) &&
            LayoutContext.CanPack(output) && output.Shape.Rank == 4 && output.Shape[0] == 1 && output.Shape.Count > 0;
    }

    private static bool IsConcatenated(string value, GraphUses uses, PassContext context) => uses.ReadersOf(value).Any(reader =>
        reader is { Domain: "", Operator: "Concat" } || (context.Registry.Create(reader) is ViewOperator && IsConcatenated(reader.Outputs[0], uses, context)));

    private static string KeyOf(Node conv, PassContext context)
    {
        Shape window = context.Infos[conv.Inputs[1]].Shape;
        string Ints(string name) => string.Join(",", conv.Attributes.Ints(name) ?? Array.Empty<long>());
        return string.Join(
            "|", conv.Inputs[0], context.Infos[conv.Outputs[0]].Type, window[2], window[3], Ints("strides"), Ints("pads"), Ints("dilations"),
            conv.Attributes.Text("auto_pad", "NOTSET"), SiblingEpilogue.TextOf(conv));
    }

    // The parts in the order of their channels: those that end between two groups of four first, of the others only one.
    private static IReadOnlyList<Node> Parts(IEnumerable<Node> siblings, PassContext context)
    {
        var parts = new List<Node>();
        foreach (Node node in siblings.OrderBy(n => Channels(n, context) % 4 == 0 ? 0 : 1).ThenByDescending(n => Channels(n, context)))
        {
            Node[] more = parts.Append(node).ToArray();
            if (CanBeCut(more, 0, Whole(more, context), context))
                parts.Add(node);
        }

        return parts;
    }

    // The parts and one that is a piece of a concatenation, where all of them can be made there.
    private static IReadOnlyList<Node>? WithPiece(Graph graph, Node piece, IReadOnlyList<Node> apart, PassContext context)
    {
        if (apart.Count == 0)
            return null;
        foreach (Node[] parts in new[] { apart.Append(piece).ToArray(), apart.Prepend(piece).ToArray() })
        {
            Node[] made = Made(parts, context);
            Shape merged = Whole(parts, context);
            var placement = new CutPlacement(
                Replaced(graph, parts, made), context.Registry.Create, name => name == made[0].Outputs[0] ? merged : context.Infos[name].Shape);
            if (placement.Find(made[1]) is var (into, axis, start) && axis == 1 && CanBeCut(parts, start, context.Infos[into].Shape, context))
                return parts;
        }

        return null;
    }

    // Whether parts that follow each other in a map can be read there.
    private static bool CanBeCut(IReadOnlyList<Node> parts, int start, Shape map, PassContext context)
    {
        Precision precision = context.Storage.Of(map, Layout.Packed);
        long bytesAChannel = (precision == Precision.Half ? 2L : 4L) * map[2] * map[3];
        if ((map[1] + 3L) / 4 * 4 * bytesAChannel > MostBytes)
            return false;
        foreach (Node part in parts)
        {
            if (start % 4 != 0 || start * bytesAChannel % Alignment != 0 || context.Storage.Of(context.Infos[part.Outputs[0]].Shape, Layout.Packed) != precision)
                return false;
            start += Channels(part, context);
        }

        return start % 4 == 0 || start == map[1];
    }

    private static Graph Merge(Graph graph, IReadOnlyList<Node> parts, PassContext context)
    {
        Node[] made = Made(parts, context);
        var constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        Tensor[] weights = parts.Select(p => context.Known(p.Inputs[1])!).ToArray();
        constants[made[0].Inputs[1]] = Joined(weights);
        constants[made[1].Inputs[1]] = Tensor.Vector(weights.Select(w => (long)w.Shape[0]).ToArray());
        if (made[0].HasInput(2))
        {
            constants[made[0].Inputs[2]] = Joined(parts.Zip(weights, (part, w) => part.HasInput(2)
                ? context.Known(part.Inputs[2])!
                : new Tensor(w.Type, new Shape(w.Shape[0]), new byte[w.Shape[0] * w.Type.SizeInBytes()])).ToArray());
        }

        return Replaced(graph, parts, made) with { Constants = constants };
    }

    // The convolution and the split; weights, bias and sizes by the names that they will have.
    private static Node[] Made(IReadOnlyList<Node> parts, PassContext context)
    {
        Node first = parts[0];
        string name = first.Outputs[0] + "/siblings";
        IEnumerable<string> inputs = new[] { first.Inputs[0], name + "/weights" }.Concat(parts.Any(p => p.HasInput(2)) ? new[] { name + "/bias" } : Array.Empty<string>());
        return new[]
        {
            first with { Inputs = inputs.ToArray(), Outputs = new[] { name }, Attributes = SiblingEpilogue.Widened(first, Whole(parts, context)[1]) },
            new Node("Split", new[] { name, name + "/sizes" }, parts.Select(p => p.Outputs[0]).ToArray())
            {
                Name = first.Name.Length > 0 ? first.Name + "/siblings" : "",
                Attributes = Attributes.None.With("axis", 1L),
            },
        };
    }

    // At the place of the first sibling: what they read has been made there, and whatever reads one of them comes later.
    private static Graph Replaced(Graph graph, IReadOnlyList<Node> parts, Node[] made)
    {
        Node first = graph.Nodes.First(parts.Contains);
        return graph with { Nodes = graph.Nodes.SelectMany(n => n == first ? made : parts.Contains(n) ? Array.Empty<Node>() : new[] { n }).ToArray() };
    }

    private static Tensor Joined(IReadOnlyList<Tensor> tensors)
    {
        var bytes = new byte[tensors.Sum(t => t.Bytes.Length)];
        int at = 0;
        foreach (Tensor tensor in tensors)
        {
            tensor.Bytes.CopyTo(bytes.AsMemory(at));
            at += tensor.Bytes.Length;
        }

        return new Tensor(tensors[0].Type, tensors[0].Shape.With(0, tensors.Sum(t => t.Shape[0])), bytes);
    }

    private static Shape Whole(IReadOnlyList<Node> parts, PassContext context) =>
        context.Infos[parts[0].Outputs[0]].Shape.With(1, parts.Sum(p => Channels(p, context)));

    private static int Channels(Node node, PassContext context) => context.Infos[node.Outputs[0]].Shape[1];
}
