using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>Lets a convolution do the padding with zeros that stands before it.</summary>
public sealed class MergePad : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "merge pad";

    /// <inheritdoc/>
    public Graph Apply(Graph graph, PassContext context)
    {
        var uses = new GraphUses(graph);
        var replaced = new Dictionary<Node, Node?>();
        foreach (Node pad in graph.Nodes.Where(n => n.Domain.Length == 0 && n.Operator == "Pad"))
        {
            Node? conv = uses.OnlyReader(pad.Outputs[0]);
            if (conv is null || conv.Operator != "Conv" || conv.Domain.Length > 0 || conv.Inputs[0] != pad.Outputs[0])
                continue;
            if (SpatialPads(pad, context) is not { } added || Pads(conv, added.Length) is not { } own)
                continue;
            Attributes attributes = conv.Attributes.Without("auto_pad").With("pads", own.Zip(added, (a, b) => a + b).ToArray());
            replaced[pad] = null;
            replaced[conv] = conv with { Inputs = conv.Inputs.Select((name, i) => i == 0 ? pad.Inputs[0] : name).ToArray(), Attributes = attributes };
        }

        return graph with { Nodes = GraphEdit.Replace(graph.Nodes, replaced) };
    }

    // The pads of the spatial axes, begins and then ends; null where the padding is of another kind.
    private static long[]? SpatialPads(Node pad, PassContext context)
    {
        TensorInfo input = context.Infos[pad.Inputs[0]];
        int rank = input.Shape.Rank;
        if (pad.Attributes.Text("mode", "constant") != "constant" || rank < 3)
            return null;
        if (pad.HasInput(2) && !(context.Known(pad.Inputs[2])?.ToDoubles() is { Length: 1 } value && value[0] == 0))
            return null;
        long[]? given = context.Known(pad.Inputs[1])?.ToIntegers();
        if (given is null)
            return null;
        int[] axes = Enumerable.Range(0, rank).ToArray();
        if (pad.HasInput(3))
        {
            if (context.Known(pad.Inputs[3]) is not { } named)
                return null;
            axes = named.ToIntegers().Select(input.Shape.Axis).ToArray();
        }

        var all = new long[2 * rank];
        for (int i = 0; i < axes.Length; i++)
            (all[axes[i]], all[rank + axes[i]]) = (given[i], given[axes.Length + i]);
        bool plain = all.All(p => p >= 0) && all[0] + all[1] + all[rank] + all[rank + 1] == 0;
        return plain ? all.Skip(2).Take(rank - 2).Concat(all.Skip(rank + 2)).ToArray() : null;
    }

    private static long[]? Pads(Node conv, int count) => conv.Attributes.Text("auto_pad", "NOTSET") switch
    {
        "NOTSET" => conv.Attributes.Ints("pads") ?? new long[count],
        "VALID" => new long[count],
        _ => null,
    };
}
