using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>Runs in slices, on a GPU whose clock the tests turn.</summary>
public sealed class AdvanceTests
{
    private const double Tiny = 1e-5;

    // Milliseconds of the steps, in their order: short ones, and two that no budget below holds.
    private static readonly double[] Costs = { 0.3, 0.1, 2.5, 0.1, 0.1, 0.4, 0.2, 0.7, 3.25, 0.15, 0.05, 0.6, 0.3 };

    [SkippableTheory, InlineData(0.5), InlineData(1), InlineData(1.3), InlineData(4), InlineData(100)]
    public void Each_slice_keeps_its_budget_to_within_one_step_once_steps_were_measured(double budget) => OnFakeGpu(Chain, (context, plan) =>
    {
        FakeGpu.Cost = Repeat(Costs);
        Measure(plan);
        for (int i = 0; i < Costs.Length; i++)
            Assert.Equal(Costs[i], plan.Milliseconds(i), Tiny);

        foreach (double scale in new[] { 1, 3, 0.5 })
        {
            FakeGpu.Clear();
            FakeGpu.Cost = Repeat(Costs.Select(c => scale * c).ToArray());
            Measure(plan);
            (double Work, int Steps)[] slices = Slices(plan, budget);
            Assert.Equal(Greedy(Costs.Select(c => scale * c), budget), slices.Select(s => s.Steps));
            Assert.All(slices, s => Assert.True(s.Steps == 1 || s.Work <= budget + Tiny, $"{s.Steps} steps took {s.Work} ms of {budget}."));
        }
    });

    [SkippableFact]
    public void What_slices_compute_is_what_a_whole_run_does() => OnFakeGpu(
        Chain,
        (_, plan) =>
        {
            plan.Inputs["x"].Range.Buffer.Upload<float>(Samples.Floats(new Shape(6, 35)).ToSingles());
            plan.Run();
            float[] whole = Read(plan);
            Assert.True(whole.Distinct().Count() > 100);
            FakeGpu.Clear();
            FakeGpu.Cost = Repeat(Costs);
            for (int run = 0; run < 6; run++)
            {
                plan.Outputs["y"].Range.Buffer.Upload<float>(new float[whole.Length], plan.Outputs["y"].Range.Offset);
                Slices(plan, 1);
                Assert.Equal(whole, Read(plan));
            }
        },
        silent: false);

    [SkippableFact]
    public void Before_any_measurement_arithmetic_and_bytes_tell()
    {
        Net net = new Net(17).Input("x", 1, 16, 32, 32).Output("y").Constant("w", Samples.Floats(new Shape(64, 16, 5, 5)))
            .Node("Neg", "x", "a").Node("Conv", "a w", "b", ("pads", new[] { 2L, 2L, 2L, 2L })).Node("Sigmoid", "b", "y");
        OnFakeGpu(net, (_, plan) =>
        {
            IReadOnlyList<PlanStep> steps = plan.Blueprint.Steps;
            int conv = steps.ToList().FindIndex(s => s.Operator == "Conv"), neg = steps.ToList().FindIndex(s => s.Operator == "Neg");
            Assert.True(plan.Milliseconds(conv) > 10 * plan.Milliseconds(neg));
            double budget = plan.Milliseconds(neg) + 0.5 * plan.Milliseconds(conv);
            int[] slices = Slices(plan, budget).Select(s => s.Steps).ToArray();
            Assert.Equal(Greedy(Enumerable.Range(0, steps.Count).Select(plan.Milliseconds), budget), slices);
            Assert.True(slices.Length > 1);
        });
    }

    [SkippableFact]
    public void Few_measurements_tell_how_far_the_estimates_are_off() => OnFakeGpu(Chain, (_, plan) =>
    {
        double[] before = Enumerable.Range(0, Costs.Length).Select(plan.Milliseconds).ToArray();
        FakeGpu.Cost = i => 1000 * before[i % Costs.Length];
        Assert.True(Advance(plan, 1e9)); // tells nothing
        Assert.Equal(before[^1], plan.Milliseconds(Costs.Length - 1), Tiny);
        Assert.True(Advance(plan, 1e9)); // measures the first few
        Collect(plan);
        Assert.Equal(1000 * before[^1], plan.Milliseconds(Costs.Length - 1), 1.0);
    });

    [SkippableFact]
    public void A_measurement_that_stands_alone_changes_nothing() => OnFakeGpu(Chain, (_, plan) =>
    {
        FakeGpu.Cost = Repeat(Costs);
        Measure(plan);
        FakeGpu.Clear();
        FakeGpu.Cost = _ => 77;
        for (int run = 0; run < Costs.Length; run++)
        {
            Advance(plan, 1e9);
            Collect(plan);
        }

        for (int i = 0; i < Costs.Length; i++)
            Assert.Equal(Costs[i], plan.Milliseconds(i), Tiny);
    });

    [SkippableFact]
    public void A_budget_of_nothing_issues_nothing_and_a_negative_one_is_refused() => OnFakeGpu(Chain, (context, plan) =>
    {
        Assert.False(Advance(plan, 0));
        Assert.Equal(0, FakeGpu.Dispatches);
        Assert.False(plan.IsUnderWay);
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Advance(TimeSpan.FromTicks(-1)));
        Assert.False(Advance(plan, 1e-3));
        Assert.Equal(1, FakeGpu.Dispatches);
        Assert.True(plan.IsUnderWay);
        Assert.Throws<InvalidOperationException>(plan.Run);
        plan.Cancel();
        plan.Run();
        Assert.Equal(1 + Costs.Length, FakeGpu.Dispatches);
    });

    // Both fences are seen up to a frame after they passed, so a slice may take two; the runs before the first were seen tell nothing.
    [SkippableTheory, InlineData(0.05, 13), InlineData(40, 4)]
    public void Without_timestamps_fences_keep_slices_within_two_frames(double scale, int least) => OnFakeGpu(
        Chain,
        (context, plan) =>
        {
            const double budget = 4, frame = 5;
            context.Clock = () => TimeSpan.FromMilliseconds(FakeGpu.HostTime);
            double[] costs = Enumerable.Range(0, Costs.Length).Select(i => scale * plan.Milliseconds(i)).ToArray();
            FakeGpu.Cost = Repeat(costs);
            var slices = new List<(double Work, int Steps, bool Done)>();
            for (int i = 0; i < 120; i++)
            {
                FakeGpu.HostTime += frame;
                (double work, int steps) = (FakeGpu.Worked, FakeGpu.Dispatches);
                bool done = Advance(plan, budget);
                slices.Add((FakeGpu.Worked - work, FakeGpu.Dispatches - steps, done));
            }

            Assert.All(slices.Skip(60), slice => Assert.True(slice.Work <= 2 * frame, $"A slice took {slice.Work} ms."));
            // Nor is the GPU thought to be much slower than it is.
            Assert.All(slices.Skip(60).Where(slice => !slice.Done), slice => Assert.True(slice.Steps >= least, $"A slice had {slice.Steps} steps."));
            Assert.Contains(slices.Skip(60), slice => slice.Steps >= least);
        },
        timers: false);

    // Nothing is fused: a step for each cost.
    private static Net Chain
    {
        get
        {
            Net net = new Net(17).Input("x", 6, 35).Output("y");
            string[] functions = { "Sigmoid", "Neg", "Exp", "Tanh", "Abs" };
            for (int i = 0; i < Costs.Length; i++)
                net.Node(functions[i % functions.Length], i == 0 ? "x" : $"v{i - 1}", i == Costs.Length - 1 ? "y" : $"v{i}");
            return net;
        }
    }

    private static void OnFakeGpu(Net net, Action<GpuContext, Plan> body, bool timers = true, bool silent = true) => GlThread.RunOnHost(GlApi.OpenGL, host =>
    {
        using GpuContext context = GpuContext.Attach(GL.GetApi(FakeGpu.Over(host.GetProcAddress)));
        context.Info.HasTimers = timers;
        using var runner = new GlModelRunner(context, net.Model(), new PlannerOptions { Optimize = false });
        Plan plan = runner.PlanFor(new Dictionary<string, Shape>());
        FakeGpu.Clear();
        FakeGpu.Silent = silent;
        using (context.Enter())
            body(context, plan);
        FakeGpu.Silent = false;
    });

    private static Func<int, double> Repeat(double[] costs) => i => costs[i % costs.Length];

    private static bool Advance(Plan plan, double milliseconds) => plan.Advance(TimeSpan.FromMilliseconds(milliseconds));

    // So many runs that each step was measured three times anew.
    private static void Measure(Plan plan)
    {
        for (int run = 0; run < 1 + 3 * plan.Blueprint.Steps.Count; run++)
        {
            Assert.True(Advance(plan, 1e9));
            Collect(plan);
        }
    }

    // Everything handed over is done by then, and what was measured is taken.
    private static void Collect(Plan plan)
    {
        FakeGpu.HostTime += 1e6;
        Advance(plan, 0);
    }

    private static (double Work, int Steps)[] Slices(Plan plan, double budget)
    {
        var slices = new List<(double, int)>();
        for (bool done = false; !done;)
        {
            (double work, int steps) = (FakeGpu.Worked, FakeGpu.Dispatches);
            done = Advance(plan, budget);
            slices.Add((FakeGpu.Worked - work, FakeGpu.Dispatches - steps));
            Assert.True(slices.Count < 1000);
        }

        return slices.ToArray();
    }

    // How many steps fit each time, at least one.
    private static int[] Greedy(IEnumerable<double> costs, double budget)
    {
        var slices = new List<int>();
        double spent = double.MaxValue;
        foreach (double cost in costs)
        {
            if (spent + cost > budget)
            {
                slices.Add(0);
                spent = 0;
            }

            slices[^1]++;
            spent += cost;
        }

        return slices.ToArray();
    }

    private static float[] Read(Plan plan) => plan.Outputs["y"].Range.Buffer.Read<float>(6 * 35, plan.Outputs["y"].Range.Offset);
}
