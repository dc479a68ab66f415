using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Benchmarks;

/// <summary>
/// What the processor does to hand one run of a network to OpenGL: binds and dispatches go to functions that do nothing, so that it is
/// Fovea's own time, without a driver's.
/// </summary>
internal static class SubmissionBenchmark
{
    private const int Runs = 3000;

    public static Benchmark Benchmark { get; } = new(
        "submission", "MODEL.onnx", "times the processor's share of a run, whole and in slices, on functions of OpenGL that do nothing",
        args => args.Count == 1 ? Run(args[0]) : null);

    private static int Run(string path)
    {
        using HeadlessHost host = HeadlessHost.Create(new HeadlessOptions());
        using GpuContext context = GpuContext.Attach(GL.GetApi(FakeGpu.Over(host.GetProcAddress)));
        using var runner = new GlModelRunner(context, OnnxFile.Load(path));
        Plan plan = runner.PlanFor(new Dictionary<string, Shape>());
        FakeGpu.Cost = _ => 0.1;
        FakeGpu.Silent = true;
        using (context.Enter())
        {
            Console.WriteLine($"{Path.GetFileName(path)}: {plan.Blueprint.Steps.Count} dispatches, {plan.Blueprint.Barriers.Count(b => b)} barriers");
            Console.WriteLine($"a whole run: {Timings.Of(Runs, plan.Run)}");
            Console.WriteLine("a run in slices of 2 ms: " + Timings.Of(Runs, () =>
            {
                while (!plan.Advance(TimeSpan.FromMilliseconds(2)))
                    FakeGpu.HostTime += 16;
            }));
        }

        FakeGpu.Silent = false;
        return 0;
    }
}
