using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Folds squares of pixels that become channels into the convolution that reads them: a kernel of k x k over squares of b x b is one of
/// bk x bk, at b times the stride, over the map itself. The squares are a <c>SpaceToDepth</c>, or slices at every offset that are
/// concatenated, as YOLO's first layer has them.
/// </summary>
public sealed class FoldSpaceToDepth : IGraphPass
{
    // Kernels beyond this are slower than the copy they save.
    private const int WidestKernel = 7;

    /// <inheritdoc/>
    public string Name => "fold space to depth";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        var constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        var replaced = new Dictionary<Node, Node?>();
        foreach (Node conv in graph.Nodes.Where(n => n.Domain.Length == 0 && n.Operator == "Conv"))
        {
            if (context.Known(conv.Inputs[1]) is not { Shape: { Rank: 4 } } weights || uses.MakerOf(conv.Inputs[0]) is not { } maker || uses.OnlyReader(conv.Inputs[0]) != conv)
                continue;
            if (Squares.Of(maker, uses, context) is not { } squares || Widened(conv, weights.Shape, squares.Block) is not { } attributes)
                continue;
            string name = conv.Outputs[0] + "/from-squares";
            constants[name] = Widen(weights, squares);
            replaced[conv] = conv with { Inputs = conv.Inputs.Select((input, i) => i switch { 0 => squares.Source, 1 => name, _ => input }).ToArray(), Attributes = attributes };
        }

        // What made the squares is dropped with everything else that nothing reads.
        return replaced.Count == 0 ? graph : graph with { Nodes = GraphEdit.Replace(graph.Nodes, replaced), Constants = constants };
    }

    private static Attributes? Widened(Node conv, Shape weights, int block)
    {
        bool plain = conv.Attributes.Int("group", 1) == 1 && (conv.Attributes.Ints("dilations")?.All(d => d == 1) ?? true) &&
            conv.Attributes.Text("auto_pad", "NOTSET") is "NOTSET" or "VALID" && weights[2] * block <= WidestKernel && weights[3] * block <= WidestKernel;
        if (!plain)
            return null;
        long[] strides = conv.Attributes.Ints("strides") ?? new long[] { 1, 1 };
        bool valid = conv.Attributes.Text("auto_pad", "NOTSET") == "VALID";
        long[] pads = valid ? new long[4] : conv.Attributes.Ints("pads") ?? new long[4];
        return conv.Attributes.Without("auto_pad")
            .With("kernel_shape", new long[] { weights[2] * block, weights[3] * block })
            .With("strides", strides.Select(s => s * block).ToArray())
            .With("pads", pads.Select(p => p * block).ToArray());
    }

    private static Tensor Widen(Tensor weights, Squares squares)
    {
        int block = squares.Block, inputs = squares.Channels, made = weights.Shape[0], height = weights.Shape[2], width = weights.Shape[3];
        double[] w = weights.ToDoubles(), wide = new double[w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            int x = i % width, y = i / width % height, channel = i / (width * height) % weights.Shape[1], m = i / (width * height * weights.Shape[1]);
            (int c, int row, int column) = squares.From(channel);
            wide[((m * inputs + c) * height * block + y * block + row) * width * block + x * block + column] = w[i];
        }

        return Tensor.From(weights.Type, new Shape(made, inputs, height * block, width * block), wide);
    }

    /// <summary>A map whose channels are the places in squares of another.</summary>
    private sealed class Squares
    {
        private readonly (int Row, int Column)[] _places;

        private Squares(string source, int channels, int block, (int Row, int Column)[] places)
        {
            Source = source;
            Channels = channels;
            Block = block;
            _places = places;
        }

        public string Source { get; }

        public int Channels { get; }

        public int Block { get; }

        public (int Channel, int Row, int Column) From(int channel) => (channel % Channels, _places[channel / Channels].Row, _places[channel / Channels].Column);

        public static Squares? Of(Node node, GraphUses uses, PassContext context)
        {
            if (node.Domain.Length > 0)
                return null;
            if (node.Operator == "SpaceToDepth")
            {
                int side = (int)node.Attributes.Int("blocksize");
                (int, int)[] all = Enumerable.Range(0, side * side).Select(at => (at / side, at % side)).ToArray();
                return new Squares(node.Inputs[0], context.Infos[node.Inputs[0]].Shape[1], side, all);
            }

            if (node.Operator != "Concat" || context.Infos[node.Outputs[0]].Shape is not { Rank: 4 } shape || shape.Axis(node.Attributes.Int("axis")) != 1)
                return null;
            Cut?[] cuts = node.Inputs.Select(i => Cut.Of(i, uses, context)).ToArray();
            int block = (int)Math.Round(Math.Sqrt(cuts.Length));
            if (block < 2 || block * block != cuts.Length || cuts.Any(c => c is null || c.Source != cuts[0]!.Source || c.Step != (block, block)))
                return null;
            (int Row, int Column)[] places = cuts.Select(c => c!.Start).ToArray();
            Shape map = context.Infos[cuts[0]!.Source].Shape;
            bool whole = places.Distinct().Count() == places.Length && places.All(p => p.Row < block && p.Column < block) && map[2] == shape[2] * block && map[3] == shape[3] * block;
            return whole ? new Squares(cuts[0]!.Source, map[1], block, places) : null;
        }
    }

    /// <summary>Every so many rows and columns of a map, from some row and column on.</summary>
    private sealed record Cut(string Source, (int Row, int Column) Start, (int Row, int Column) Step)
    {
        public static Cut? Of(string value, GraphUses uses, PassContext context)
        {
            if (uses.MakerOf(value) is not { Operator: "Slice", Domain: "" } slice || context.Infos[value].Shape.Rank != 4)
                return null;
            Shape from = context.Infos[slice.Inputs[0]].Shape;
            long[]? starts = context.Known(slice.Inputs[1])?.ToIntegers();
            if (starts is null || (slice.HasInput(3) && context.Known(slice.Inputs[3]) is null) || (slice.HasInput(4) && context.Known(slice.Inputs[4]) is null))
                return null;
            long[] axes = slice.HasInput(3) ? context.Known(slice.Inputs[3])!.ToIntegers() : Enumerable.Range(0, starts.Length).Select(i => (long)i).ToArray();
            long[] steps = slice.HasInput(4) ? context.Known(slice.Inputs[4])!.ToIntegers() : Enumerable.Repeat(1L, starts.Length).ToArray();
            int[] first = new int[4], step = { 1, 1, 1, 1 };
            for (int i = 0; i < starts.Length; i++)
            {
                int axis = from.Axis(axes[i]);
                first[axis] = (int)Math.Clamp(starts[i] < 0 ? starts[i] + from[axis] : starts[i], 0, from[axis]);
                step[axis] = (int)Math.Clamp(steps[i], -from[axis], from[axis]);
            }

            bool spatial = first[0] == 0 && first[1] == 0 && from[0] == context.Infos[value].Shape[0] && from[1] == context.Infos[value].Shape[1] && step.All(s => s > 0);
            if (!spatial)
                return null;
            // A slice of a slice steps over what is left.
            Cut before = Of(slice.Inputs[0], uses, context) ?? new Cut(slice.Inputs[0], (0, 0), (1, 1));
            return new Cut(
                before.Source, (before.Start.Row + first[2] * before.Step.Row, before.Start.Column + first[3] * before.Step.Column),
                (before.Step.Row * step[2], before.Step.Column * step[3]));
        }
    }
}
