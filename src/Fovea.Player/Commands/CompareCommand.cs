using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Runtime;
using Spectre.Console;

namespace Fovea.Player.Commands;

/// <summary><c>fovea compare</c>: whether GL compute gives what ONNX Runtime gives, layer by layer.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> model = ModelOptions.Model();
        Option<string[]> shape = ModelOptions.Shape();
        Option<int> seed = ModelOptions.Seed();
        Option<string> api = ModelOptions.Api();
        Option<double> tolerance = NumberOption.Share(
            "--tolerance", "The largest difference that passes, as a share of the range of a layer's values.", standard: 1e-3);
        Option<bool> brief = new("--short") { Description = "List only the layers above the tolerance." };
        var command = new ExampleCommand(
            "compare",
            "Run a network on GL compute and on ONNX Runtime with the same input, and show the largest difference in each layer.",
            "fovea compare model.onnx",
            "fovea compare model.onnx --seed 7 --tolerance 1e-4 --short")
        {
            model,
            shape,
            seed,
            tolerance,
            api,
            brief,
        };
        command.SetAction(parsed => Run(
            terminal,
            parsed.GetRequiredValue(model),
            parsed.GetValue(shape) ?? [],
            parsed.GetValue(seed),
            parsed.GetValue(tolerance),
            parsed.GetValue(api)!,
            parsed.GetValue(brief)));
        return command;
    }

    private static int Run(Terminal terminal, string path, string[] given, int seed, double tolerance, string api, bool brief)
    {
        Model model = OnnxFile.Load(path);
        InputShapes inputs = InputShapes.Decide(model.Graph.Inputs, given);
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(path);
        using var gl = new HeadlessGl(ModelOptions.Host(api));
        using var tested = new GlModelRunner(gl.Context, model);
        IReadOnlyList<LayerDifference> layers =
            LayerComparison.Compare(model, reference, tested, LayerComparison.RandomInputs(inputs.Inputs, seed));

        terminal.WriteLine($"{Path.GetFileName(path)}, random input of seed {seed}: {tested.Description} against {reference.Description}");
        foreach (string note in inputs.Notes)
            terminal.WriteLine(note);
        LayerDifference[] above = layers.Where(l => IsAbove(l, tolerance)).ToArray();
        if (!brief || above.Length > 0)
            terminal.Write(Table(brief ? above : layers, tolerance));

        LayerDifference worst = layers.MaxBy(l => l.Relative) ?? throw new ModelException($"'{path}' has no layer to compare.");
        string limit = tolerance.ToString(CultureInfo.InvariantCulture);
        if (above.Length == 0)
        {
            terminal.WriteLine(
                $"All {layers.Count} layers agree within {limit}. " +
                $"The largest difference is {Numbers.Short(worst.Relative)} of its range, at '{worst.Name}'.");
            return ExitCodes.Ok;
        }

        LayerDifference first = above[0];
        terminal.WriteLine(
            $"{above.Length} of {layers.Count} layers differ by more than {limit}. " +
            $"The first is {first.Operator} '{first.Name}' {first.Shape}: " +
            $"element {first.Index} is {Exact(first.Tested)} instead of {Exact(first.Reference)}.");
        return ExitCodes.Different;
    }

    // As many figures as tell two floats apart.
    private static string Exact(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    // What is no number differs too.
    private static bool IsAbove(LayerDifference layer, double tolerance) => !(layer.Relative <= tolerance);

    private static Table Table(IEnumerable<LayerDifference> layers, double tolerance)
    {
        Table table = Terminal.NewTable("value", "operator", "shape", ">range", ">largest difference", ">of range", "");
        foreach (LayerDifference layer in layers)
        {
            string[] cells =
            [
                Texts.End(layer.Name, 48),
                layer.Operator,
                layer.Shape.ToString()!,
                Numbers.Short(layer.Range),
                Numbers.Short(layer.Largest),
                Numbers.Short(layer.Relative),
                IsAbove(layer, tolerance) ? "differs" : "",
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        return table;
    }
}
