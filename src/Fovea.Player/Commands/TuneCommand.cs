using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Fovea.Models;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Player.Play;
using Fovea.Runtime;
using Fovea.Runtime.Tuning;
using Spectre.Console;

namespace Fovea.Player.Commands;

/// <summary><c>fovea tune</c>: finds the fastest kernels for a network on this device and remembers them.</summary>
internal static class TuneCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> model = ModelOptions.Model();
        Option<string[]> shape = ModelOptions.Shape();
        Option<string> api = ModelOptions.Api();
        Option<int> runs = NumberOption.Whole("--runs", "How often each kernel is run; more tell smaller differences from chance.", least: 1, standard: 9);
        var command = new ExampleCommand(
            "tune",
            "Time every kernel that a network could use on this device, and remember the fastest for all later runs.",
            "fovea tune model.onnx",
            "fovea tune model.onnx --shape data=1x3x224x224 --runs 21")
        {
            model,
            shape,
            runs,
            api,
        };
        command.SetAction(parsed => Run(
            terminal, parsed.GetRequiredValue(model), parsed.GetValue(shape) ?? [], parsed.GetValue(runs), parsed.GetValue(api)!));
        return command;
    }

    private static int Run(Terminal terminal, string path, string[] given, int runs, string api)
    {
        Model model = OnnxFile.Load(path);
        InputShapes inputs = InputShapes.Decide(model.Graph.Inputs, given);
        using var gl = new HeadlessGl(ModelOptions.Host(api));
        BackgroundTuning.NeedCache(gl.Context);
        using var runner = new GlModelRunner(gl.Context, model);
        Dictionary<string, Tensor> values = LayerComparison.RandomInputs(inputs.Inputs, seed: 1);
        runner.Run(values);
        using var tuner = new KernelTuner(runner, inputs.Shapes, values, runs);
        terminal.WriteLine($"{Path.GetFileName(path)} on {runner.Description}");
        foreach (string note in inputs.Notes)
            terminal.WriteLine(note);
        terminal.Progress("Timing kernels", () => tuner.Advance() ? 1 : tuner.Progress);
        Print(terminal, tuner.Result!);
        return ExitCodes.Ok;
    }

    private static void Print(Terminal terminal, TuningResult result)
    {
        TunedSite[] changed = result.Sites.Where(s => s.Best != s.Default).OrderByDescending(s => s.DefaultMilliseconds - s.BestMilliseconds).ToArray();
        if (changed.Length > 0)
        {
            Table table = Terminal.NewTable("work", ">nodes", "default", ">ms", "best", ">ms", ">change");
            foreach (TunedSite site in changed)
            {
                string[] cells =
                [
                    site.Key, site.Count.ToString(), site.Default, Numbers.Milliseconds(site.DefaultMilliseconds),
                    site.Best, Numbers.Milliseconds(site.BestMilliseconds), Numbers.Change(site.DefaultMilliseconds, site.BestMilliseconds),
                ];
                table.AddRow(cells.Select(c => new Text(c)));
            }

            terminal.Write(table);
        }

        string verdict = changed.Length == 0 ? $"The default kernels are the fastest for all {result.Sites.Count} kinds of work that offer a choice."
            : result.IsKept ? $"{changed.Length} of {result.Sites.Count} kinds of work have a faster kernel. They are remembered for all networks on this device."
            : "Together they make the network no faster: the default kernels stay.";
        terminal.WriteLine(verdict);
        terminal.WriteLine(
            $"A run takes {Numbers.Milliseconds(result.DefaultMilliseconds)} ms on the GPU with the default kernels" +
            (changed.Length == 0 ? "." : $", {Numbers.Milliseconds(result.TunedMilliseconds)} ms with those found."));
    }
}
