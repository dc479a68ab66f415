using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Passes;

namespace Fovea.Benchmarks;

/// <summary>Times every variant of a kernel at the shapes of real networks, side by side.</summary>
internal sealed record KernelBenchmark(string Shapes, string Only, int Runs, bool Buffers, bool Portable, string? Shaders)
{
    // A slow machine shall not take all day over a slow variant.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Benchmark Benchmark { get; } = new(
        "kernels",
        "[SHAPES] [--only VARIANTS] [--runs N] [--buffers] [--portable] [--shaders DIR]",
        "times each variant of a kernel at shapes of real networks; SHAPES and VARIANTS are parts of names,\n--buffers reads storage buffers only, as on a GPU, --portable keeps to what every device must offer",
        args => TryParse(args.ToArray())?.Run());

    /// <summary>Reads the arguments; null where they are wrong.</summary>
    public static KernelBenchmark? TryParse(string[] args)
    {
        var benchmark = new KernelBenchmark("", "", 21, false, false, null);
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--buffers")
                benchmark = benchmark with { Buffers = true };
            else if (args[i] == "--portable")
                benchmark = benchmark with { Portable = true };
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
        using GpuContext context = GpuContext.Attach(host.GL, new GpuOptions { ShaderDirectory = Shaders, PortableLimits = Portable });
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
                PlanStep[] steps = site is null ? plain : plan.Sites.Single().Steps.ToArray();
                long start = Stopwatch.GetTimestamp();
                var runner = new StepRunner(context, steps, plan.Weights);
                runner.Run();
                runners.Add((variant, Stopwatch.GetElapsedTime(start).TotalMilliseconds, runner, new List<(double, double)>()));

                // Each kernel by itself: of the default variant, and of those asked for where several make the result.
                IGrouping<string, PlanStep>[] kernels = steps.GroupBy(s => s.Shader).ToArray();
                if (variant != variants[0] && (Only.Length == 0 || kernels.Length < 2))
                    continue;
                foreach (IGrouping<string, PlanStep> kernel in kernels)
                {
                    var alone = new StepRunner(context, kernel, plan.Weights);
                    alone.Run();
                    double megabytes = kernel.Sum(s => s.Bytes) / 1e6;
                    runners.Add(($"- {kernel.Key[(kernel.Key.LastIndexOf('/') + 1)..]} x{kernel.Count()}, {megabytes:F2} MB", 0, alone, new List<(double, double)>()));
                }
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
        if (shape.Then.Count > 0)
            graph = new FuseEpilogues().Apply(graph, new PassContext(infos, OperatorRegistry.Default));
        var options = new PlannerOptions
        {
            BufferTextures = context.Info.IsSoftware && !Buffers,
            RowMajorInputs = shape.IsRowMajor,
            Precision = shape.IsHalf ? Precision.Half : Precision.Single,
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
