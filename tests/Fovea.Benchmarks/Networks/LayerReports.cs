using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Profiling;

namespace Fovea.Benchmarks.Networks;

/// <summary>Profiles a plan and puts each dispatch beside what the device could do at best (Williams, Waterman and Patterson's roofline, 2009).</summary>
internal static class LayerReports
{
    /// <param name="context">Where.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="runs">Measured runs.</param>
    /// <param name="times">How often each dispatch is issued in a row.</param>
    /// <param name="gflops">The device's limit of arithmetic, in 1e9 operations a second; 0 where it is not known.</param>
    /// <param name="gigabytes">Its limit of memory traffic, in 1e9 bytes a second; 0 where it is not known.</param>
    public static IReadOnlyList<LayerReport> Of(GpuContext context, Plan plan, int runs, int times, double gflops, double gigabytes)
    {
        PlanBlueprint blueprint = plan.Blueprint;
        var keys = new Dictionary<PlanStep, string>();
        foreach (KernelSite site in blueprint.Sites)
        {
            foreach (PlanStep step in site.Steps)
                keys[step] = site.Key;
        }

        PlanProfile profile = PlanProfiler.Profile(context, plan, runs, times);
        return profile.Steps.Select((layer, i) =>
        {
            PlanStep step = blueprint.Steps[i];
            double arithmetic = gflops > 0 ? layer.Flops / (gflops * 1e6) : 0, memory = gigabytes > 0 ? layer.Bytes / (gigabytes * 1e6) : 0;
            bool known = gflops > 0 && gigabytes > 0;
            return new LayerReport(
                layer.Node, layer.Operator, layer.Kernel, keys.GetValueOrDefault(step), layer.Output, FormattableString.Invariant($"{step.Groups.X}x{step.Groups.Y}x{step.Groups.Z}"),
                plan.GroupSize(i), layer.Milliseconds, layer.Gflops, layer.GigabytesPerSecond, known ? Math.Max(arithmetic, memory) : null,
                !known ? null : arithmetic > memory ? "arithmetic" : "memory");
        }).ToArray();
    }
}
