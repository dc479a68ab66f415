using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;

namespace Fovea.Benchmarks;

/// <summary>Times every variant of a kernel at the shapes of real networks, side by side.</summary>
internal sealed record KernelBenchmark(string Shapes, string Only, int Runs, bool Buffers, string? Shaders)
{
    // A slow machine shall not take all day over a slow variant.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Benchmark Benchmark { get; } = new(
        "kernels",
        "[SHAPES] [--only VARIANTS] [--runs N] [--buffers] [--shaders DIR]",
        "times each variant of a kernel at shapes of real networks; SHAPES and VARIANTS are parts of names,\n--buffers reads storage buffers only, as on a GPU",
        args => TryParse(args.ToArray())?.Run());

    /// <summary>Reads the arguments; null where they are wrong.</summary>
    public static KernelBenchmark? TryParse(string[] args)
    {
        var benchmark = new KernelBenchmark("", "", 21, false, null);
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--buffers")
                benchmark = benchmark with { Buffers = true };
            else if (args[i] == "--only" && i + 1 < args.Length)
                benchmark = benchmark with { Only = args[++i] };
            else if (args[i] == "--shaders" && i + 1 < args.Length)
                benchmark = benchmark with { Shaders = args[++i] };
            else if (args[i] == "--runs" && i + 1 < args.Length && int.TryParse(args[++i], out int runs) && runs > 0)
                benchmark = benchmark with { Runs = runs };
            else if (benchmark.Shapes.Length == 0 && !args[i].StartsWith('-'))
                benchmark = benchmark with { Shapes = args[i] };
            else
                return null;
        }

        return benchmark;
    }

    /// <summary>Measures and prints.</summary>
    public int Run()
    {
        using HeadlessHost host = HeadlessHost.Create(new HeadlessOptions { Api = GlApi.OpenGL });
        using GpuContext context = GpuContext.Attach(host.GL, new GpuOptions { ShaderDirectory = Shaders });
        Console.WriteLine($"{context.Info.Renderer}; the default variant stands first; milliseconds: median (10th to 90th percentile);\n" +
            "busy: the processor time of all threads, which a machine that has other work too disturbs least");
        KernelShape[] shapes = KernelShape.All.Where(s => s.Name.Contains(Shapes, StringComparison.OrdinalIgnoreCase)).ToArray();
        foreach (KernelShape shape in shapes)
            Measure(context, shape);
        return shapes.Length > 0 ? 0 : 1;
    }

    private void Measure(GpuContext context, KernelShape shape)
    {
        PlanBlueprint first = Plan(context, shape, null, null);
        // What has no choice has one way, and what stands around it in the plan converts layouts.
        KernelSite? site = first.Sites.SingleOrDefault();
        PlanStep[] plain = first.Steps.Where(s => s.Operator == shape.Measured).ToArray();
        string[] variants = site is null ? new[] { "the only one" } : site.Variants.Where((v, i) => i == 0 || v.Contains(Only, StringComparison.Ordinal)).ToArray();
        Console.WriteLine($"\n{shape.Name}: {shape.MultiplyAdds / 1e6:F1} million multiply-adds");
        var runners = new List<(string Variant, double Build, StepRunner Runner, List<(double Milliseconds, double Busy)> Times)>();
        try
        {
            foreach (string variant in variants)
            {
                PlanBlueprint plan = site is null ? first : Plan(context, shape, site.Key, variant);
                long start = Stopwatch.GetTimestamp();
                var runner = new StepRunner(context, site is null ? plain : plan.Sites.Single().Steps, plan.Weights);
                runner.Run();
                runners.Add((variant, Stopwatch.GetElapsedTime(start).TotalMilliseconds, runner, new List<(double, double)>()));
            }

            // Each kernel by itself, where several make the result.
            foreach (IGrouping<string, PlanStep> kernel in (site is null ? plain : site.Steps.ToArray()).GroupBy(s => s.Shader))
            {
                var runner = new StepRunner(context, kernel, first.Weights);
                runner.Run();
                double megabytes = kernel.Sum(s => s.Bytes) / 1e6;
                runners.Add(($"- {kernel.Key[(kernel.Key.LastIndexOf('/') + 1)..]} x{kernel.Count()}, {megabytes:F2} MB", 0, runner, new List<(double, double)>()));
            }

            // By turns, so that whatever else the machine does slows all.
            var clock = Stopwatch.StartNew();
            for (int i = 0; i < Runs && (i < 5 || clock.Elapsed < Patience * runners.Count); i++)
            {
                foreach ((_, _, StepRunner runner, List<(double, double)> times) in runners)
                    times.Add(runner.Run());
            }

            foreach ((string variant, double build, _, List<(double Milliseconds, double Busy)> times) in runners)
                Print(shape, variant, build, times.Select(t => t.Milliseconds).Order().ToArray(), times.Select(t => t.Busy).Order().ToArray());
        }
        finally
        {
            foreach ((_, _, StepRunner runner, _) in runners)
                runner.Dispose();
        }
    }

    private PlanBlueprint Plan(GpuContext context, KernelShape shape, string? key, string? variant)
    {
        Graph graph = shape.Model().Graph;
        Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph, new Dictionary<string, Shape>(), OperatorRegistry.Default);
        var options = new PlannerOptions
        {
            BufferTextures = context.Info.IsSoftware && !Buffers,
            Kernels = key is null ? null : new Dictionary<string, string> { [key] = variant! },
        };
        return Planner.Plan(graph, infos, OperatorRegistry.Default, context.Limits, options);
    }

    private static void Print(KernelShape shape, string variant, double build, double[] sorted, double[] busy)
    {
        double median = sorted[sorted.Length / 2], low = sorted[sorted.Length / 10], high = sorted[sorted.Length * 9 / 10];
        Console.WriteLine(
            $"  {variant,-42} {2 * shape.MultiplyAdds / median / 1e6,7:F2} GFLOP/s  {median,8:F3} ms ({low:F3} to {high:F3})  busy {busy[busy.Length / 2]:F3}  first run {build:F0} ms");
    }
}
