using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fovea.Gpu;
using Fovea.Operators;

namespace Fovea.Runtime.Profiling;

/// <summary>Measures each dispatch of a plan. For tools: it waits for every run.</summary>
public static class PlanProfiler
{
    // The first runs pay for what drivers put off until a program is used.
    private const int WarmUp = 3;

    // A clock that is changed spoils a run; one that is changed all the time spoils them all.
    private const int MostSpoiled = 100;

    /// <summary>Profiles a plan with what its inputs hold.</summary>
    /// <param name="context">The context that it runs on.</param>
    /// <param name="plan">The plan; no run of it may be under way.</param>
    /// <param name="runs">Measured runs, from 1.</param>
    /// <param name="stop">Gives up between two runs.</param>
    /// <exception cref="GpuException">The GPU's clock cannot be relied on.</exception>
    public static PlanProfile Profile(GpuContext context, Plan plan, int runs, CancellationToken stop = default) =>
        Profile(context, plan, runs, 1, stop);

    /// <summary>Profiles a plan, each dispatch issued several times in a row: see <see cref="Measure"/>.</summary>
    internal static PlanProfile Profile(GpuContext context, Plan plan, int runs, int times, CancellationToken stop = default)
    {
        if (runs < 1)
            throw new ArgumentOutOfRangeException(nameof(runs), runs, "At least one run must be measured.");
        IReadOnlyList<PlanStep> steps = plan.Blueprint.Steps;
        var measured = new List<StepSpan[]>();
        for (int i = -WarmUp; i < runs; i++)
        {
            stop.ThrowIfCancellationRequested();
            StepSpan[] spans = Measure(context, plan, times);
            if (i >= 0)
                measured.Add(spans);
        }

        StepProfile[] profiles = steps.Select((step, i) => Of(step, measured.Select(run => run[i].GpuEnd - run[i].GpuStart))).ToArray();
        StepSpan[] typical = measured.OrderBy(Total).ElementAt(runs / 2);
        return new PlanProfile(runs, context.Info.HasTimers, profiles, typical);
    }

    /// <summary>Runs a plan once, waits for it, and tells when each of its steps was under way.</summary>
    /// <param name="context">The context that it runs on.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="times">
    /// How often each step is issued in a row, a barrier before each time; its span is then as long as one of them took. To read a GPU's clock takes
    /// about as long as a small dispatch, which this divides.
    /// </param>
    /// <exception cref="GpuException">The GPU's clock cannot be relied on.</exception>
    internal static StepSpan[] Measure(GpuContext context, Plan plan, int times = 1)
    {
        using var clock = new StepClock(context, plan.Blueprint.Steps.Count);
        for (int spoiled = 0; spoiled < MostSpoiled; spoiled++)
        {
            using (context.Enter())
                plan.Run(clock.Mark, times);
            if (clock.Read() is { } spans)
                return times == 1 ? spans : spans.Select(s => s with { GpuEnd = s.GpuStart + (s.GpuEnd - s.GpuStart) / times }).ToArray();
        }

        throw new GpuException($"The clock of {context.Info} runs backwards again and again: nothing can be measured here.");
    }

    private static double Total(StepSpan[] run) => run.Length == 0 ? 0 : run[run.Length - 1].GpuEnd;

    private static StepProfile Of(PlanStep step, IEnumerable<double> times)
    {
        double[] sorted = times.OrderBy(t => t).ToArray();
        PlanTensor? written = step.Bindings.Where(b => b.Writes).Select(b => b.Tensor).FirstOrDefault();
        return new StepProfile(
            step.Label, step.Operator, step.Variant ?? step.Shader, written?.Shape.ToString() ?? "",
            At(sorted, 0.5), At(sorted, 0.1), At(sorted, 0.9), step.Flops, step.Bytes);
    }

    private static double At(double[] sorted, double share)
    {
        double rank = share * (sorted.Length - 1);
        int below = (int)rank, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
    }
}
