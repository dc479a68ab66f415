using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>The passes in their order.</summary>
public static class PassPipeline
{
    private static readonly IGraphPass[] Always = { new FoldConstants(), new DropUnread() };

    private static readonly IGraphPass[] Optimizing =
    {
        new ShareCommon(), new ReducePowers(), new FoldSpaceToDepth(), new SelectChannels(), new DropUnread(),
        new CancelTransposes(), new SinkViews(), new AssemblePieces(), new DropUnread(), new MergePad(), new FoldBatchNormalization(), new FoldAffine(), new FoldConstants(),
        new JoinQuantization(), new DropUnread(), new FuseEpilogues(), new MergeSiblings(), new DropUnread(),
    };

    /// <summary>Applies all passes that the options ask for.</summary>
    /// <param name="graph">A canonical graph.</param>
    /// <param name="inputShapes">The shape of each input that the graph does not fix.</param>
    /// <param name="registry">The operators.</param>
    /// <param name="options">Which passes run.</param>
    public static Graph Apply(
        Graph graph, IReadOnlyDictionary<string, Shape> inputShapes, OperatorRegistry registry, PlannerOptions options) =>
        Trace(graph, inputShapes, registry, options).Last().After;

    /// <summary>Applies all passes that the options ask for, and gives what each of them did; the last one's result is the whole's.</summary>
    /// <param name="graph">A canonical graph.</param>
    /// <param name="inputShapes">The shape of each input that the graph does not fix.</param>
    /// <param name="registry">The operators.</param>
    /// <param name="options">Which passes run.</param>
    public static IReadOnlyList<PassStep> Trace(
        Graph graph, IReadOnlyDictionary<string, Shape> inputShapes, OperatorRegistry registry, PlannerOptions options)
    {
        var steps = new List<PassStep>();
        StoragePrecision storage = options.Storage ?? new StoragePrecision(options.Precision);
        IReadOnlyDictionary<string, TensorInfo>? infos = null;
        foreach (IGraphPass pass in options.Optimize ? Always.Concat(Optimizing) : Always)
        {
            infos ??= ShapeInference.Infer(graph, inputShapes, registry);
            Graph after = pass.Apply(graph, new PassContext(infos, registry) { Storage = storage });
            steps.Add(new PassStep(pass.Name, graph, after));
            // Most passes find nothing to do in most networks, and what is known of the values then stays true.
            if (!IsSame(graph, after))
                infos = null;
            graph = after;
        }

        return steps;
    }

    private static bool IsSame(Graph before, Graph after)
    {
        if (!ReferenceEquals(before.Constants, after.Constants) || !ReferenceEquals(before.Inputs, after.Inputs) || before.Nodes.Count != after.Nodes.Count)
            return false;
        for (int i = 0; i < before.Nodes.Count; i++)
        {
            if (!ReferenceEquals(before.Nodes[i], after.Nodes[i]))
                return false;
        }

        return true;
    }
}
