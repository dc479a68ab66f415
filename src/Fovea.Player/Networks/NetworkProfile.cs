using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Runtime.Profiling;

namespace Fovea.Player.Networks;

/// <summary>Where the time of a network goes on GL compute.</summary>
/// <param name="HasTimestamps">Whether the GPU's own clock measured; else each dispatch was waited for, which adds to every time.</param>
/// <param name="SumMs">The sum of all layers' medians.</param>
/// <param name="Barriers">How many memory barriers stand between dispatches.</param>
/// <param name="PeakBytes">The memory that feature maps need at once.</param>
/// <param name="Layers">The dispatches in their order.</param>
internal sealed record NetworkProfile(bool HasTimestamps, double SumMs, int Barriers, long PeakBytes, IReadOnlyList<LayerTime> Layers)
{
    /// <summary>Measures.</summary>
    /// <param name="gl">The context.</param>
    /// <param name="runner">The network on it.</param>
    /// <param name="values">Its inputs, which a run has left on the GPU.</param>
    /// <param name="runs">Measured runs.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The profile, and the run that a trace shows.</returns>
    public static (NetworkProfile Profile, PlanProfile Trace) Measure(
        HeadlessGl gl, GlModelRunner runner, IReadOnlyDictionary<string, Tensor> values, int runs, CancellationToken stop)
    {
        Plan plan = runner.PlanFor(values.ToDictionary(v => v.Key, v => v.Value.Shape), values);
        PlanProfile measured = PlanProfiler.Profile(gl.Context, plan, runs, stop);
        double sum = measured.Milliseconds;
        LayerTime[] layers = measured.Steps.Select(step => new LayerTime(
            step.Node, step.Operator, step.Kernel, step.Output, Round(step.Milliseconds), Round(step.P10), Round(step.P90),
            sum > 0 ? Round(step.Milliseconds / sum) : 0, Round(step.Gflops), Round(step.GigabytesPerSecond))).ToArray();
        int barriers = plan.Blueprint.Barriers.Count(b => b);
        return (new NetworkProfile(measured.HasTimestamps, Round(sum), barriers, plan.Blueprint.Memory.Bytes, layers), measured);
    }

    private static double Round(double value) => Math.Round(value, 5);
}
