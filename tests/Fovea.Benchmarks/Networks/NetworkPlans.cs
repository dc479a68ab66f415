using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Passes;

namespace Fovea.Benchmarks.Networks;

/// <summary>The plans of a network before any GL object exists.</summary>
internal static class NetworkPlans
{
    /// <summary>The plan that a runner with these options makes, but for what the tuner found.</summary>
    public static PlanBlueprint Plan(GpuContext context, Model model, IReadOnlyDictionary<string, Shape> shapes, PlannerOptions options)
    {
        options = options with { BufferTextures = options.BufferTextures ?? context.Info.IsSoftware };
        Graph graph = PassPipeline.Apply(Canonicalizer.Apply(model), shapes, OperatorRegistry.Default, options);
        Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph, shapes, OperatorRegistry.Default);
        return Planner.Plan(graph, infos, OperatorRegistry.Default, context.Limits, options);
    }

    /// <summary>As many plans as it takes to have each variant of each site in one of them: those that the tuner makes, one after the other.</summary>
    public static IReadOnlyList<PlanBlueprint> Every(
        GpuContext context, Model model, IReadOnlyDictionary<string, Shape> shapes, PlannerOptions options)
    {
        PlanBlueprint first = Plan(context, model, shapes, options with { Kernels = new Dictionary<string, string>() });
        KernelSite[] sites = first.Sites.GroupBy(s => s.Key).Select(g => g.First()).ToArray();
        var plans = new PlanBlueprint[sites.Length == 0 ? 1 : sites.Max(s => s.Variants.Count)];
        plans[0] = first;
        Parallel.For(1, plans.Length, number =>
        {
            Dictionary<string, string> kernels = sites.Where(s => number < s.Variants.Count).ToDictionary(s => s.Key, s => s.Variants[number]);
            plans[number] = Plan(context, model, shapes, options with { Kernels = kernels });
        });
        return plans;
    }
}
