using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;

namespace Fovea.Benchmarks;

/// <summary>
/// What loading networks costs the frames in which it happens, and the memory that they then take together. Every program is compiled: nothing
/// comes from a cache of Fovea's.
/// </summary>
internal static class LoadingBenchmark
{
    public static Benchmark Benchmark { get; } = new(
        "loading", "MODEL.onnx...", "times the updates of a frame loop while networks load in it, tells the memory that they share",
        args => args.Count > 0 ? Gl.On(new GpuOptions { Cache = null }, context => Run(context, args)) : null);

    private static void Run(GpuContext context, IReadOnlyList<string> paths)
    {
        var runners = new List<GlModelRunner>();
        long apart = 0;
        foreach (string path in paths)
        {
            Model model = OnnxFile.Load(path);
            var runner = new GlModelRunner(context, model);
            runners.Add(runner);
            long start = Stopwatch.GetTimestamp();
            List<double> updates = Prepare(context, runner);
            double whole = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            updates.Sort();
            Plan plan = runner.PlanFor(new Dictionary<string, Shape>());
            apart += plan.Blueprint.Memory.Bytes;
            Console.WriteLine(
                $"{Path.GetFileName(path)}: ready after {whole:F0} ms and {updates.Count} updates, the longest {updates[^1]:F1} ms, the 99th percentile " +
                $"{updates[(int)(0.99 * (updates.Count - 1))]:F1} ms; {plan.Blueprint.Weights.Sum(w => w.Tensor.Bytes) / 1e6:F2} MB of weights, " +
                $"{plan.Blueprint.Memory.Bytes / 1e6:F2} MB computed on the way (at least {plan.Blueprint.Memory.LowerBound / 1e6:F2})");
        }

        Console.WriteLine($"scratch memory of all: {context.Scratch.Bytes / 1e6:F2} MB shared, {apart / 1e6:F2} MB apart");
        foreach (GlModelRunner runner in runners)
            runner.Dispose();
    }

    private static List<double> Prepare(GpuContext context, GlModelRunner runner)
    {
        Task loading = runner.PrepareAsync();
        var updates = new List<double>();
        while (!loading.IsCompleted)
        {
            long start = Stopwatch.GetTimestamp();
            context.Update();
            updates.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Thread.Sleep(1);
        }

        loading.GetAwaiter().GetResult();
        return updates;
    }
}
