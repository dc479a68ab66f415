using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Player.Worlds;
using Fovea.Runtime;
using Spectre.Console;

namespace Fovea.Player.Commands;

/// <summary><c>fovea bench</c>: how long a run of a network takes.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string?> model = new("MODEL") { Description = "The network: an ONNX file.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> scene = new("--scene")
        {
            Description = "Measure a rendered scene instead: labelled frames a second, without and with writing them, and where the time goes.",
            HelpName = "SCENE",
        };
        Option<string?> size = SizeOption.Create();
        Option<string[]> shape = ModelOptions.Shape();
        Option<string> api = ModelOptions.Api();
        Option<string> precision = ModelOptions.Precision();
        Option<string> backend = new("--backend")
        {
            Description = "What to measure; both alternate run by run, so that whatever else the machine does slows both.",
            DefaultValueFactory = _ => "both",
            HelpName = "gl|onnxruntime|both",
        };
        backend.AcceptOnlyFromAmong("gl", "onnxruntime", "both");
        Option<int> runs = NumberOption.Whole("--runs", "How many runs to measure.", least: 1, standard: 50);
        Option<bool> json = new("--json") { Description = "Print nothing but JSON." };
        Option<bool> profile = new("--profile") { Description = "Measure each layer too: its time on the GPU, GFLOP/s, GB/s, kernel." };
        Option<string> trace = new("--trace")
        {
            Description = "Write one run as a trace for chrome://tracing or ui.perfetto.dev.",
            HelpName = "FILE",
        };
        Option<string> compareTo = new("--compare-to")
        {
            Description = "Show what changed since an earlier run, of which --json wrote this file.",
            HelpName = "FILE",
        };
        var command = new ExampleCommand(
            "bench",
            "Measure how long a network takes: the first run with all preparation, then runs with upload and read-back; or how fast a scene is rendered and labelled.",
            "fovea bench model.onnx",
            "fovea bench model.onnx --backend gl --runs 200 --json",
            "fovea bench model.onnx --profile --trace trace.json",
            "fovea bench model.onnx --profile --compare-to before.json",
            "fovea bench --scene driving --size 640x360 --runs 200")
        {
            model,
            scene,
            size,
            shape,
            backend,
            runs,
            api,
            precision,
            profile,
            trace,
            compareTo,
            json,
        };
        command.SetAction(parsed => parsed.GetValue(scene) is { } world
            ? SceneBenchText.Run(terminal, world, SizeOption.Parse(parsed.GetValue(size)), parsed.GetValue(runs), parsed.GetValue(api)!, parsed.GetValue(json))
            : Run(
            terminal,
            parsed.GetValue(model) ?? throw new UsageException("Give a network to measure, an ONNX file; or --scene SCENE for a scene."),
            parsed.GetValue(shape) ?? [],
            parsed.GetValue(backend)!,
            parsed.GetValue(runs),
            parsed.GetValue(api)!,
            ModelOptions.Planning(parsed.GetValue(precision)!),
            parsed.GetValue(profile),
            parsed.GetValue(trace),
            parsed.GetValue(compareTo),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(
        Terminal terminal, string path, string[] given, string backend, int runs, string api, PlannerOptions planning, bool profile, string? trace,
        string? compareTo, bool json)
    {
        if ((profile || trace is not null) && backend == "onnxruntime")
            throw new UsageException("--profile and --trace look into GL compute; leave out --backend onnxruntime.");
        BenchReport? before = compareTo is null ? null : EarlierRun.Read(compareTo);
        var sides = new List<string>();
        if (backend is "gl" or "both")
            sides.Add("gl");
        if (backend is "onnxruntime" or "both")
            sides.Add("onnxruntime");
        BenchReport report = Benchmark.Run(path, given, sides, ModelOptions.Host(api), planning, runs, profile, trace, terminal.Stop);
        if (json)
        {
            terminal.WriteLine(JsonSerializer.Serialize(report, PlayerJson.Default.BenchReport));
            return ExitCodes.Ok;
        }

        Print(terminal, report);
        if (report.Profile is not null)
            ProfileText.Write(terminal, report.Profile);
        if (trace is not null)
            terminal.WriteLine($"The trace is {trace}: open it in chrome://tracing or ui.perfetto.dev.");
        if (before is not null)
            ComparisonText.Write(terminal, before, report);
        return ExitCodes.Ok;
    }

    private static void Print(Terminal terminal, BenchReport report)
    {
        terminal.WriteLine($"{Path.GetFileName(report.Model)}, {report.Runs} runs each, upload and read-back included:");
        foreach (string note in report.Notes)
            terminal.WriteLine(note);
        Table table = Terminal.NewTable("backend", ">median ms", ">p10", ">p90", ">runs a second", ">first run ms", "device");
        foreach (BenchSide side in report.Backends)
        {
            string[] cells =
            [
                side.Backend,
                Numbers.Milliseconds(side.MedianMs),
                Numbers.Milliseconds(side.P10Ms),
                Numbers.Milliseconds(side.P90Ms),
                Numbers.Short(System.Math.Round(side.RunsPerSecond, 1)),
                Numbers.Milliseconds(side.FirstRunMs),
                side.Device,
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        terminal.Write(table);
        if (report.Backends.Count == 2)
        {
            double ratio = report.Backends[0].MedianMs / report.Backends[1].MedianMs;
            terminal.WriteLine(
                $"A run on {report.Backends[0].Backend} takes {Numbers.Short(ratio)} times as long as one on {report.Backends[1].Backend}.");
        }
    }
}
