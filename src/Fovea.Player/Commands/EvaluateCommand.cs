using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Player.Evaluation;
using Fovea.Player.Networks;
using Fovea.Player.Output;

namespace Fovea.Player.Commands;

/// <summary><c>fovea evaluate</c>: how right a network is on labelled pictures.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> model = ModelOptions.Model();
        Option<string?> card = ModelOptions.Card();
        Option<string> api = ModelOptions.Api();
        Option<string> precision = ModelOptions.Precision();
        Option<string> data = new("--data")
        {
            Description = "The labelled pictures: a folder with labels.csv (file,class_index), MNIST's IDX files, COCO's JSON, " +
                "images and labels as YOLO has, images and masks, or Cityscapes' folders.",
            HelpName = "DIR",
            Required = true,
        };
        Option<string> backend = new("--backend")
        {
            Description = "What computes the network. auto takes GL compute on a GPU, and ONNX Runtime where the processor draws; " +
                "both compares the two, picture by picture.",
            DefaultValueFactory = _ => "auto",
            HelpName = "auto|gl|onnxruntime|both",
        };
        backend.AcceptOnlyFromAmong("auto", "gl", "onnxruntime", "both");
        Option<string[]> map = new("--map")
        {
            Description = "Classes of the network that answer to classes of the data, as \"road,mark=Road\"; * is all others. " +
                "Without it those of the same name do. May be repeated.",
            HelpName = "N,N=D,D",
            DefaultValueFactory = _ => [],
        };
        Option<double> threshold = NumberOption.Share(
            "--score-threshold", "The least score of a detection that counts; low, since average precision looks at all of the curve.", standard: 0.01);
        Option<bool> classes = new("--classes") { Description = "Show the measure of each class too." };
        Option<bool> json = new("--json") { Description = "Print nothing but JSON." };
        var command = new ExampleCommand(
            "evaluate",
            "Measure how right a network is on labelled pictures: top-1 and top-5, COCO's average precision, or mean intersection over union.",
            "fovea evaluate mobilenet.onnx --data imagenet/",
            "fovea evaluate yolox_nano.onnx --data coco/annotations/instances_val2017.json --backend both",
            "fovea evaluate road.onnx --card road.card.json --data camvid/ --map \"road,mark=Road\" --map \"*=*\" --classes")
        {
            model,
            data,
            card,
            backend,
            map,
            threshold,
            classes,
            api,
            precision,
            json,
        };
        command.SetAction(parsed => Run(
            terminal,
            new EvaluationOptions(
                parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), [], ModelOptions.Planning(parsed.GetValue(precision)!), parsed.GetValue(map)!,
                parsed.GetValue(threshold)),
            parsed.GetValue(card),
            parsed.GetValue(backend)!,
            parsed.GetValue(api)!,
            parsed.GetValue(classes),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, EvaluationOptions options, string? cardPath, string backend, string api, bool classes, bool json)
    {
        NetworkFile file = NetworkFile.Read(options.Model, cardPath);
        using HeadlessGl? gl = backend == "onnxruntime" ? null : new HeadlessGl(ModelOptions.Host(api));
        options = options with { Backends = BackendChoice.Names(backend, gl?.Context.Info) };
        using var evaluation = Evaluations.Create(options, file, options.Backends.Contains("gl") ? gl?.Context : null);
        terminal.Progress($"Looking at {Numbers.Whole(evaluation.Count)} pictures", evaluation.Step, quiet: json);
        EvaluationReport report = evaluation.Report(options.Model, file.Card.Task);
        if (json)
            terminal.WriteLine(JsonSerializer.Serialize(report, PlayerJson.Default.EvaluationReport));
        else
            EvaluationText.Write(terminal, report, classes);
        return ExitCodes.Ok;
    }
}
