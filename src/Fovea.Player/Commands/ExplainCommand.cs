using System.CommandLine;
using System.IO;
using Fovea.Capture;
using Fovea.Player.Explanation;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Runtime.Profiling;
using Fovea.Vision.Explain;

namespace Fovea.Player.Commands;

/// <summary><c>fovea explain</c>: what in a picture made a network say what it says.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> model = ModelOptions.Model();
        Argument<string> picture = new("PICTURE") { Description = "The picture: a PNG or JPEG file." };
        Option<string?> card = ModelOptions.Card();
        Option<string> api = ModelOptions.Api();
        Option<string> precision = ModelOptions.Precision();
        Option<string> backend = ModelOptions.Backend();
        Option<string?> asked = new("--class") { Description = "The class to explain, by name or number; without it what the network is surest of.", HelpName = "C" };
        Option<string> method = new("--method")
        {
            Description = "occlusion covers one part of the picture after the other and works with any network; cam shows the evidence in the last " +
                "feature map of a classifier that ends in a global average and one linear layer.",
            DefaultValueFactory = _ => "occlusion",
            HelpName = "occlusion|cam",
        };
        method.AcceptOnlyFromAmong("occlusion", "cam");
        Option<int?> window = NumberOption.WholeOrNone("--window", "The side of the square that covers, in pixels of the network's input; an eighth of its shorter side by default.", least: 1);
        Option<int?> stride = NumberOption.WholeOrNone("--stride", "How far the square moves; half its side by default.", least: 1);
        Option<int?> fill = NumberOption.WholeOrNone("--fill", "The grey that covers, 0 to 255; the picture's mean colour by default.", least: 0);
        Option<string?> output = new("--out") { Description = "Where the picture goes; out/PICTURE.METHOD.png by default.", HelpName = "FILE.png" };
        Option<bool> activations = new("--activations")
        {
            Description = "List instead what each layer makes of the picture: mean, deviation, zeros, NaN, and whether activations vanish or explode with depth.",
        };
        Option<string?> html = new("--html") { Description = "With --activations, write a page with a chart and the table.", HelpName = "FILE" };
        Option<string?> png = new("--png") { Description = "With --activations, write the chart as a picture.", HelpName = "FILE" };
        var command = new ExampleCommand(
            "explain",
            "Show what in a picture made a network say what it says.",
            "fovea explain mobilenet.onnx goldfish.jpg",
            "fovea explain mobilenet.onnx goldfish.jpg --method cam --class goldfish --out why.png",
            "fovea explain yolox_nano.onnx street.jpg --class dog --window 40 --stride 10",
            "fovea explain mobilenet.onnx goldfish.jpg --activations --html layers.html")
        {
            model,
            picture,
            card,
            asked,
            method,
            window,
            stride,
            fill,
            output,
            activations,
            html,
            png,
            backend,
            api,
            precision,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(model), photo = parsed.GetRequiredValue(picture);
            bool looksInside = parsed.GetValue(activations);
            if (!looksInside && (parsed.GetValue(html) ?? parsed.GetValue(png)) is not null)
                throw new UsageException("--html and --png show --activations, which is missing. --out says where an explanation goes.");
            if (parsed.GetValue(fill) > 255)
                throw new UsageException($"--fill takes a grey from 0 to 255, not {parsed.GetValue(fill)}.");
            NetworkFile file = NetworkFile.Read(path, parsed.GetValue(card));
            Picture seen = Picture.Load(photo);
            string computes = parsed.GetValue(backend)!;
            using HeadlessGl? gl = computes == "onnxruntime" ? null : new HeadlessGl(ModelOptions.Host(parsed.GetValue(api)!));
            bool onGl = BackendChoice.Names(computes, gl?.Context.Info)[0] == "gl";
            var explainer = new Explainer(file, seen, onGl ? gl!.Context : null, ModelOptions.Planning(parsed.GetValue(precision)!));
            return looksInside
                ? Inside(terminal, explainer, $"{Path.GetFileName(path)} on {Path.GetFileName(photo)}", parsed.GetValue(html), parsed.GetValue(png))
                : Outside(terminal, explainer, photo, parsed.GetValue(method)!, parsed.GetValue(asked), parsed.GetValue(output), new OcclusionOptions
                {
                    Window = parsed.GetValue(window),
                    Stride = parsed.GetValue(stride),
                    Fill = parsed.GetValue(fill),
                });
        });
        return command;
    }

    private static int Outside(Terminal terminal, Explainer explainer, string photo, string method, string? asked, string? output, OcclusionOptions options)
    {
        output ??= Path.Combine("out", $"{Path.GetFileNameWithoutExtension(photo)}.{method}.png");
        PictureSketch sketch = method == "cam" ? explainer.ClassActivation(terminal, asked) : explainer.Occlusion(terminal, asked, options);
        sketch.Save(output);
        terminal.WriteLine($"Wrote {output}.");
        return ExitCodes.Ok;
    }

    private static int Inside(Terminal terminal, Explainer explainer, string title, string? html, string? png)
    {
        ActivationStatistics statistics = explainer.Activations(out string device);
        terminal.WriteLine($"{title}, {device}:");
        ActivationText.Write(terminal, statistics);
        if (html is not null)
        {
            ActivationPage.Save(html, statistics, title);
            terminal.WriteLine($"Wrote {html}: open it in a browser.");
        }

        if (png is not null)
        {
            var sketch = new PictureSketch(ActivationChart.Width, ActivationChart.Height, default);
            ActivationChart.Draw(sketch, statistics, title);
            sketch.Save(png);
            terminal.WriteLine($"Wrote {png}.");
        }

        return ExitCodes.Ok;
    }
}
