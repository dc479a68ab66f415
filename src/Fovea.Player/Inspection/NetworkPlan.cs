using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Player.Networks;
using Fovea.Runtime;
using Fovea.Runtime.Passes;

namespace Fovea.Player.Inspection;

/// <summary>A network as GL compute would run it: what each pass made of the graph, and the plan of the result.</summary>
internal sealed class NetworkPlan
{
    // What GPUs offer today. The least that the standards promise is not enough for every network, and no context is open here.
    private static readonly GpuLimits Limits = GpuLimits.Portable with { MaxStorageRange = 2L << 30 };

    private NetworkPlan(
        Graph source, IReadOnlyDictionary<string, TensorInfo> sourceInfos, IReadOnlyList<PassStep> passes, IReadOnlyDictionary<string, TensorInfo> infos,
        PlanBlueprint blueprint)
    {
        Source = source;
        SourceInfos = sourceInfos;
        Passes = passes;
        Infos = infos;
        Blueprint = blueprint;
    }

    /// <summary>The canonical graph, without what is known before it runs.</summary>
    public Graph Source { get; }

    /// <summary>What is known of the values of <see cref="Source"/>.</summary>
    public IReadOnlyDictionary<string, TensorInfo> SourceInfos { get; }

    /// <summary>The passes in order.</summary>
    public IReadOnlyList<PassStep> Passes { get; }

    /// <summary>The graph that is planned.</summary>
    public Graph Result => Passes[^1].After;

    /// <summary>What is known of the values of <see cref="Result"/>.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Infos { get; }

    /// <summary>The plan.</summary>
    public PlanBlueprint Blueprint { get; }

    /// <summary>Plans a network.</summary>
    /// <exception cref="ModelException">It cannot be planned; the message names the nodes and why.</exception>
    public static NetworkPlan Of(Model model, Graph graph, InputShapes inputs)
    {
        UnsupportedOperators.Check(graph, model, OperatorRegistry.Default);
        var options = new PlannerOptions();
        IReadOnlyList<PassStep> passes = PassPipeline.Trace(graph, inputs.Shapes, OperatorRegistry.Default, options);
        Graph source = PassPipeline.Apply(graph, inputs.Shapes, OperatorRegistry.Default, options with { Optimize = false });
        Graph result = passes[^1].After;
        Dictionary<string, TensorInfo> infos = ShapeInference.Infer(result, inputs.Shapes);
        return new NetworkPlan(
            source, ShapeInference.Infer(source, inputs.Shapes), passes, infos,
            Planner.Plan(result, infos, OperatorRegistry.Default, Limits, options));
    }

    /// <summary>The steps of a node of <see cref="Result"/>.</summary>
    public IEnumerable<PlanStep> StepsOf(Node node) => Blueprint.Steps.Where(s => s.Label == node.Label);
}
