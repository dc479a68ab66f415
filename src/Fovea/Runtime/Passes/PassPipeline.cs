using System.Collections.Generic;
using Fovea.Models;
using Fovea.Operators;

namespace Fovea.Runtime.Passes;

/// <summary>The passes in their order.</summary>
public static class PassPipeline
{
    private static readonly IGraphPass[] Always = { new FoldConstants(), new DropUnread() };

    private static readonly IGraphPass[] Optimizing =
    {
        new CancelTransposes(), new MergePad(), new FoldBatchNormalization(), new FoldConstants(), new FuseEpilogues(),
    };

    /// <summary>Applies all passes that the options ask for.</summary>
    /// <param name="graph">A canonical graph.</param>
    /// <param name="inputShapes">The shape of each input that the graph does not fix.</param>
    /// <param name="registry">The operators.</param>
    /// <param name="options">Which passes run.</param>
    public static Graph Apply(
        Graph graph, IReadOnlyDictionary<string, Shape> inputShapes, OperatorRegistry registry, PlannerOptions options)
    {
        foreach (IGraphPass pass in Always)
            graph = Apply(pass, graph, inputShapes, registry);
        if (!options.Optimize)
            return graph;
        foreach (IGraphPass pass in Optimizing)
            graph = Apply(pass, graph, inputShapes, registry);
        return Apply(new DropUnread(), graph, inputShapes, registry);
    }

    private static Graph Apply(IGraphPass pass, Graph graph, IReadOnlyDictionary<string, Shape> inputShapes, OperatorRegistry registry) =>
        pass.Apply(graph, new PassContext(ShapeInference.Infer(graph, inputShapes, registry), registry));
}
