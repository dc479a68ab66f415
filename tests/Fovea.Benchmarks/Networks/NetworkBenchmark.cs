using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Profiling;
using Fovea.Runtime.Tuning;

namespace Fovea.Benchmarks.Networks;

/// <summary>
/// How long networks take on this device, in every way of running them, and how far each layer is from the device's limits. Where files of
/// a reference lie beside a network (<c>NAME.input0.bin</c> and <c>NAME.output0.bin</c>, elements as in an ONNX file), its results are compared
/// with them. One network that fails does not stop the others.
/// </summary>
internal sealed record NetworkBenchmark
{
    private const string Usage =
        "FILE... [--precision fp32,fp16] [--kernels default,tuned] [--batch N] [--seconds S] [--tune RUNS] [--tune-seconds S] [--jobs N] [--json FILE]\n" +
        "      [--peak-gflops X --peak-gbs Y] [--repeat N] [--layers N] [--buffers] [--shaders DIR]";

    public static Benchmark Benchmark { get; } = new(
        "networks",
        Usage,
        "times networks: latency, runs without a wait between them, transfers, GPU time, submission, and every layer beside the device's limits;\n" +
        "--tune times every variant of every kernel first, each RUNS times; --repeat issues each\ndispatch N times in a row where single ones are timed; --jobs compiles in so many processes; --batch sets what files leave open; --json adds a line for each way",
        args => TryParse(args)?.Run());

    private IReadOnlyList<string> Files { get; init; } = Array.Empty<string>();

    private IReadOnlyList<string> Precisions { get; init; } = new[] { "fp32" };

    private IReadOnlyList<string> Kernels { get; init; } = new[] { "tuned" };

    private int Batch { get; init; } = 1;

    private double Seconds { get; init; } = 1.5;

    private int TuneRuns { get; init; }

    private double TuneSeconds { get; init; } = double.PositiveInfinity;

    private int Jobs { get; init; } = 1;

    // Which of the programs this process compiles for another, and nothing else.
    private (int K, int N)? Part { get; init; }

    private string? Json { get; init; }

    private double PeakGflops { get; init; }

    private double PeakGigabytes { get; init; }

    private int Repeat { get; init; } = 1;

    private int Layers { get; init; }

    private bool Buffers { get; init; }

    private string? Shaders { get; init; }

    private static NetworkBenchmark? TryParse(IReadOnlyList<string> args)
    {
        var benchmark = new NetworkBenchmark();
        var files = new List<string>();
        for (int i = 0; i < args.Count; i++)
        {
            string arg = args[i];
            if (!arg.StartsWith("--", StringComparison.Ordinal))
            {
                files.Add(arg);
                continue;
            }

            if (arg == "--buffers")
            {
                benchmark = benchmark with { Buffers = true };
                continue;
            }

            if (++i == args.Count)
                return null;
            string value = args[i];
            bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0;
            NetworkBenchmark? next = arg switch
            {
                "--precision" when value.Split(',').All(p => p is "fp32" or "fp16") => benchmark with { Precisions = value.Split(',') },
                "--kernels" when value.Split(',').All(k => k is "default" or "tuned") => benchmark with { Kernels = value.Split(',') },
                "--jobs" when isNumber => benchmark with { Jobs = (int)number },
                "--part" when value.Split('/') is [var k, var n] => benchmark with { Part = (int.Parse(k, CultureInfo.InvariantCulture), int.Parse(n, CultureInfo.InvariantCulture)) },
                "--json" => benchmark with { Json = value },
                "--shaders" => benchmark with { Shaders = value },
                "--batch" when isNumber => benchmark with { Batch = (int)number },
                "--seconds" when isNumber => benchmark with { Seconds = number },
                "--tune" when isNumber => benchmark with { TuneRuns = (int)number },
                "--tune-seconds" when isNumber => benchmark with { TuneSeconds = number },
                "--peak-gflops" when isNumber => benchmark with { PeakGflops = number },
                "--peak-gbs" when isNumber => benchmark with { PeakGigabytes = number },
                "--repeat" when isNumber => benchmark with { Repeat = (int)number },
                "--layers" when isNumber => benchmark with { Layers = (int)number },
                _ => null,
            };
            if (next is null)
                return null;
            benchmark = next;
        }

        return files.Count == 0 ? null : benchmark with { Files = files };
    }

    private int Run()
    {
        int failures = 0;
        Gl.On(new GpuOptions { ShaderDirectory = Shaders }, context =>
        {
            foreach (string file in Files)
            {
                foreach (string precision in Precisions)
                {
                    try
                    {
                        Run(context, file, precision);
                    }
                    catch (Exception e)
                    {
                        // Whatever it is: the others are worth having.
                        failures++;
                        Console.WriteLine($"{Path.GetFileName(file)} {precision}: {e}");
                        Write(new NetworkFailure(file, precision, e.ToString()));
                    }
                }
            }
        });
        return failures == 0 ? 0 : 1;
    }

    private void Run(GpuContext context, string file, string precision)
    {
        var options = new PlannerOptions
        {
            Precision = precision == "fp16" ? Precision.Half : Precision.Single,
            BufferTextures = Buffers ? false : null,
        };
        Model model = OnnxFile.Load(file);
        Dictionary<string, Tensor> inputs = NetworkReference.Inputs(file, model, Batch);
        Dictionary<string, Shape> shapes = inputs.ToDictionary(i => i.Key, i => i.Value.Shape);
        if (Part is not null)
        {
            ProgramStart.Of(context, NetworkPlans.Every(context, model, shapes, options), Part);
            return;
        }

        Dictionary<string, string>? found = TuneRuns > 0 ? Tune(context, file, precision, model, shapes, options) : null;
        foreach (string kernels in Kernels)
        {
            long start = Stopwatch.GetTimestamp();
            PlannerOptions chosen = kernels == "default" ? options with { Kernels = new Dictionary<string, string>() } : options with { Kernels = found };
            using var runner = new GlModelRunner(context, OnnxFile.Load(file), chosen);
            ProgramStart.Of(context, new[] { NetworkPlans.Plan(context, model, shapes, chosen) });
            IReadOnlyDictionary<string, Tensor> outputs = runner.Run(inputs);
            double first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Plan plan = runner.PlanFor(shapes);
            NetworkTimes times = new NetworkMeasurement(context, plan, TimeSpan.FromSeconds(Seconds)).Measure(runner, inputs);
            PlanBlueprint blueprint = plan.Blueprint;
            var report = new NetworkReport(
                file, context.Info.ToString(), precision, kernels, first, blueprint.Steps.Count, blueprint.Barriers.Count(b => b),
                blueprint.Weights.Sum(w => w.Tensor.Bytes), blueprint.Memory.Bytes, times, NetworkReference.Difference(file, runner, outputs),
                Profile(context, plan, times.Latency.Median));
            Print(report);
            Write(report);
        }
    }

    private IReadOnlyList<LayerReport> Profile(GpuContext context, Plan plan, double latency)
    {
        int runs = (int)Math.Clamp(1000 * Seconds / 3 / Repeat / latency, 3, 30);
        try
        {
            return LayerReports.Of(context, plan, runs, Repeat, PeakGflops, PeakGigabytes);
        }
        catch (GpuException e)
        {
            // The times of whole runs are worth having without those of layers.
            Console.WriteLine(e.Message);
            return Array.Empty<LayerReport>();
        }
    }

    // Null where the tuner came to its end: what it found is then stored, if it is faster as a whole.
    private Dictionary<string, string>? Tune(
        GpuContext context, string file, string precision, Model model, Dictionary<string, Shape> shapes, PlannerOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        using var runner = new GlModelRunner(context, model, options);
        if (Jobs > 1)
        {
            var arguments = new List<string> { "networks", file, "--precision", precision, "--batch", Batch.ToString(CultureInfo.InvariantCulture) };
            if (Buffers)
                arguments.Add("--buffers");
            if (Shaders is not null)
                arguments.AddRange(new[] { "--shaders", Shaders });
            ProgramStart.InProcesses(arguments, Jobs, TimeSpan.FromMinutes(1));
        }

        ProgramStart.Of(context, NetworkPlans.Every(context, model, shapes, options));
        Console.WriteLine($"{Path.GetFileName(file)} {precision}: programs of all variants after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        long begun = Stopwatch.GetTimestamp();
        using var tuner = new KernelTuner(runner, shapes, null, TuneRuns, plan => PlanProfiler.Measure(context, plan, Repeat));
        bool isOver = false;
        while (!isOver && Stopwatch.GetElapsedTime(begun).TotalSeconds < TuneSeconds)
            isOver = tuner.Advance();
        TuningResult result = tuner.Result ?? tuner.SoFar();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(
            FormattableString.Invariant($"{Path.GetFileName(file)} {precision}: tuned for {seconds:F1} s{(isOver ? "" : ", not to the end")}; ") +
            FormattableString.Invariant($"{result.Sites.Count(s => s.Best != s.Default)} of {result.Sites.Count} kinds of sites change; ") +
            FormattableString.Invariant($"{result.DefaultMilliseconds:F3} ms by default, {result.TunedMilliseconds:F3} tuned"));
        foreach (TunedSite site in result.Sites.OrderByDescending(s => s.DefaultMilliseconds - s.BestMilliseconds).Take(Layers))
        {
            string best = string.Join(", ", site.Variants.OrderBy(v => v.Milliseconds).Take(4).Select(v => FormattableString.Invariant($"{v.Name} {v.Milliseconds:F4}")));
            Console.WriteLine(FormattableString.Invariant($"  {site.Key} ({site.Count}): {site.Default} {site.DefaultMilliseconds:F4} ms; {best}"));
        }

        Write(new TuningReport(file, context.Info.ToString(), precision, seconds, isOver, result));
        return isOver ? null : result.Sites.ToDictionary(s => s.Key, s => s.Best);
    }

    private void Print(NetworkReport report)
    {
        NetworkTimes times = report.Times;
        string Text(Spread? spread) => spread is null ? "-" : FormattableString.Invariant($"{spread.Median:F3} ({spread.P10:F3}-{spread.P90:F3})");
        double floor = report.Layers.Sum(l => l.FloorMs ?? 0);
        Console.WriteLine(
            $"{Path.GetFileName(report.Model)} {report.Precision} {report.Kernels}: latency {Text(times.Latency)}, polled {Text(times.Polled)}, " +
            $"pipelined {Text(times.Pipelined)}, transfers {Text(times.Transfers)}, GPU {Text(times.Gpu)}, submission {Text(times.Submission)}, " +
            FormattableString.Invariant($"host scope {times.HostScope.Median:F3} ms; {report.Dispatches} dispatches, {report.Barriers} barriers; first run {report.FirstRunMs:F0} ms; ") +
            FormattableString.Invariant($"layers {report.Layers.Sum(l => l.Ms):F3} ms, device's limits {(floor > 0 ? $"{floor:F3}" : "-")}; ") +
            (report.Difference is { } difference ? FormattableString.Invariant($"difference {difference:E1}") : "no reference"));
        foreach (LayerReport layer in report.Layers.OrderByDescending(l => l.Ms - (l.FloorMs ?? 0)).Take(Layers))
        {
            Console.WriteLine(
                FormattableString.Invariant($"  {layer.Ms,8:F4} ms {layer.Gflops,8:F0} GFLOP/s {layer.GigabytesPerSecond,7:F0} GB/s ") +
                (layer.Share is { } share ? FormattableString.Invariant($"{100 * share,4:F0}% of {layer.Bound} ") : "") +
                $"{layer.Groups} groups of {layer.GroupSize}, {layer.Kernel}: {layer.Node} {layer.Output}");
        }
    }

    private void Write<T>(T report)
    {
        // At once, so that a driver that ends the program does not take with it what was measured before.
        if (Json is not null)
            File.AppendAllText(Json, ReportJson.Line(report) + "\n");
    }
}
