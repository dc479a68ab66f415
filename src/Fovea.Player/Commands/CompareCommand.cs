using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Runtime;

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
        Option<string> precision = ModelOptions.Precision();
        Option<double> tolerance = NumberOption.Share(
            "--tolerance", "The largest difference that passes, as a share of the range of a layer's values; 2e-2 where it is not given and --precision is fp16.", standard: 1e-3);
        Option<bool> brief = new("--short") { Description = "List only the layers above the tolerance." };
        Option<bool> forms = new("--layers")
        {
            Description = "Compare node by node too, as the network is before layers are fused, and name the first layer that differs in either form.",
        };
        var command = new ExampleCommand(
            "compare",
            "Run a network on GL compute and on ONNX Runtime with the same input, and show the largest difference in each layer.",
            "fovea compare model.onnx",
            "fovea compare model.onnx --layers",
            "fovea compare model.onnx --seed 7 --tolerance 1e-4 --short")
        {
            model,
            shape,
            seed,
            tolerance,
            api,
            precision,
            brief,
            forms,
        };
        command.SetAction(parsed => Run(
            terminal,
            parsed.GetRequiredValue(model),
            parsed.GetValue(shape) ?? [],
            parsed.GetValue(seed),
            parsed.GetValue(api)!,
            ModelOptions.Planning(parsed.GetValue(precision)!),
            new LayerReport(terminal, ToleranceOf(parsed), parsed.GetValue(brief)),
            parsed.GetValue(forms)));
        return command;

        // Eleven bits of mantissa lose about 5e-4 a layer, and layers add up.
        double ToleranceOf(ParseResult parsed) =>
            parsed.GetResult(tolerance) is null or { Implicit: true } && parsed.GetValue(precision) == "fp16" ? 2e-2 : parsed.GetValue(tolerance);
    }

    private static int Run(Terminal terminal, string path, string[] given, int seed, string api, PlannerOptions planning, LayerReport report, bool forms)
    {
        Model model = OnnxFile.Load(path);
        InputShapes inputs = InputShapes.Decide(model.Graph.Inputs, given);
        Dictionary<string, Tensor> values = LayerComparison.RandomInputs(inputs.Inputs, seed);
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(path);
        using var gl = new HeadlessGl(ModelOptions.Host(api));
        using var tested = new GlModelRunner(gl.Context, model, planning);

        terminal.WriteLine($"{Path.GetFileName(path)}, random input of seed {seed}: {tested.Description} against {reference.Description}");
        foreach (string note in inputs.Notes)
            terminal.WriteLine(note);
        bool agrees = forms
            ? report.Write(FormComparison.Of(gl.Context, model, reference, values, options: planning))
            : report.Write(LayerComparison.Compare(model, reference, tested, values));
        return agrees ? ExitCodes.Ok : ExitCodes.Different;
    }
}
