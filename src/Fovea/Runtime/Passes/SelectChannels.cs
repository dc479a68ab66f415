using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Movement;

namespace Fovea.Runtime.Passes;

/// <summary>
/// Turns what networks write to shuffle channels (reshape, transpose, reshape, and often a concatenation before and a split behind) into one
/// move a result that is read: <see cref="ChannelSelect"/>.
/// </summary>
public sealed class SelectChannels : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "select channels";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        var views = new Dictionary<string, StridedView>();
        var nodes = new List<Node>();
        bool changed = false;
        foreach (Node node in graph.Nodes)
        {
            Node?[] selected = node.Outputs.Select(o => o.Length == 0 ? null : Select(node, o, uses, context, views)).ToArray();
            changed |= selected.Any(s => s is not null);
            // Of a split, some results may stay as they are.
            if (selected.Zip(node.Outputs, (s, o) => s is null && o.Length > 0).Any(stays => stays))
            {
                nodes.Add(node with { Outputs = node.Outputs.Select((o, i) => selected[i] is null ? o : "").ToArray() });
                if (selected.All(s => s is null))
                    nodes[nodes.Count - 1] = node;
            }

            nodes.AddRange(selected.OfType<Node>());
        }

        return changed ? graph with { Nodes = nodes } : graph;
    }

    private static Node? Select(Node node, string value, GraphUses uses, PassContext context, Dictionary<string, StridedView> views)
    {
        TensorInfo info = context.Infos[value];
        if (!LayoutContext.CanPack(info) || info.Shape.Count == 0 || info.Value is not null)
            return null;
        if (ChannelsOf(value, uses, context, views) is not var (root, channels))
            return null;
        string[] sources = { root };
        // A concatenation of two need not be made for this.
        if (uses.MakerOf(root) is { Domain: "", Operator: "Concat", Inputs: { Count: 2 } } concat &&
            context.Infos[root].Shape.Axis(concat.Attributes.Int("axis")) == 1 && concat.Inputs.All(i => context.Known(i) is null))
        {
            sources = concat.Inputs.ToArray();
        }

        int first = context.Infos[sources[0]].Shape[1];
        if (sources.Length == 2 && channels.All(c => c < first))
            sources = new[] { sources[0] };
        return new Node("ChannelSelect", sources, new[] { value })
        {
            Domain = ChannelSelect.Domain,
            Name = node.Name,
            Attributes = Attributes.None.With("channels", channels.Select(c => (long)c).ToArray()),
        };
    }

    private static (string Root, int[] Channels)? ChannelsOf(string value, GraphUses uses, PassContext context, Dictionary<string, StridedView> views)
    {
        Shape shape = context.Infos[value].Shape;
        StridedView view = StridedView.Of(value, uses, context, views);
        if (view.IsTransposed && view.Channels(shape, context.Infos[view.Root].Shape) is { } channels)
            return (view.Root, channels);
        // A piece that is cut inside a group is no strided view any more, but its channels are still some of them.
        if (uses.MakerOf(value) is not { Domain: "", Operator: "Split" } split || !PackedShape.Fits(shape) || context.Infos[split.Inputs[0]].Shape.Axis(split.Attributes.Int("axis")) != 1)
            return null;
        if (split.Outputs.Any(o => o.Length == 0) || ChannelsOf(split.Inputs[0], uses, context, views) is not var (root, all))
            return null;
        int start = split.Outputs.TakeWhile(o => o != value).Sum(o => context.Infos[o].Shape[1]);
        return (root, all.Skip(start).Take(shape[1]).ToArray());
    }
}
