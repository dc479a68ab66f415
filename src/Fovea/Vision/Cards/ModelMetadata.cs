using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Fovea.Models;

namespace Fovea.Vision.Cards;

/// <summary>
/// Makes a card of what an ONNX file says of itself. YOLO exports of Ultralytics carry <c>task</c>, <c>stride</c>, <c>imgsz</c> and
/// <c>names</c> (https://docs.ultralytics.com, "Export").
/// </summary>
public static class ModelMetadata
{
    // An entry of a Python dictionary: 0: 'person' or 0: "person's", with backslashes before quotes.
    private static readonly Regex Entry = new(@"(\d+)\s*:\s*(?:'((?:[^'\\]|\\.)*)'|""((?:[^""\\]|\\.)*)"")", RegexOptions.CultureInvariant);

    /// <summary>The card, or null where the file says too little.</summary>
    /// <param name="model">The network.</param>
    /// <exception cref="CardException">It says something that cannot be used: a task that Fovea does not have.</exception>
    public static ModelCard? Card(Model model)
    {
        IReadOnlyDictionary<string, string> facts = model.Metadata;
        if (!facts.TryGetValue("names", out string? names) || !facts.TryGetValue("task", out string? task) || model.Graph.Inputs.Count == 0)
            return null;
        string[] labels = Names(names);
        if (labels.Length == 0)
            return null;
        (int, int)? size = Size(model.Graph.Inputs[0], facts);
        var card = new ModelCard { Labels = labels, Source = $"the metadata of {model.Source}" };
        return task switch
        {
            "detect" => card with
            {
                Task = "Detection",
                Decoder = Decoder(model, labels.Length),
                Input = new ImageInput(ImageFit.Letterbox, Padding: 114) { Size = size },
                ScoreThreshold = 0.25f,
                OverlapThreshold = 0.7f,
            },
            "classify" => card with
            {
                Task = "Classification",
                Input = new ImageInput(ImageFit.CenterCrop) { Size = size },
                Parameters = new Dictionary<string, object> { ["activation"] = "none" },
            },
            _ => throw new CardException(
                $"{model.Source} says that its task is '{task}', which is not read from metadata; 'detect' and 'classify' are. Write a card " +
                $"beside it ({System.IO.Path.GetFileName(CardFile.Beside(model.Source))})."),
        };
    }

    /// <summary>Class names from the text of a Python dictionary, as in <c>{0: 'person', 1: 'car'}</c>; numbers that are left out have none.</summary>
    internal static string[] Names(string text)
    {
        var found = new SortedDictionary<int, string>();
        foreach (Match match in Entry.Matches(text))
        {
            if (int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 1 << 20)
                found[number] = Regex.Replace(match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value, @"\\(.)", "$1");
        }

        return found.Count == 0
            ? Array.Empty<string>()
            : Enumerable.Range(0, found.Keys.Max() + 1).Select(i => found.TryGetValue(i, out string? name) ? name : i.ToString(CultureInfo.InvariantCulture)).ToArray();
    }

    // Up to v7 a row is a box, with how sure it is of an object and then its classes; from v8 on a column, without.
    private static string Decoder(Model model, int classes)
    {
        IReadOnlyList<Dimension>? output = model.Graph.Outputs[0].Dimensions;
        // Rows of box, score and class: the graph has suppressed already, as YOLOv10's does and exports with nms=True.
        bool suppressed = (model.Metadata.TryGetValue("end2end", out string? end) && end == "True")
            || (model.Metadata.TryGetValue("args", out string? args) && args.Contains("'nms': True", StringComparison.Ordinal));
        if (suppressed && output is { Count: 3 } && output[2].Value == 6)
            return "EndToEnd";
        bool rows = output is { Count: 3 } && output[2].Value == 5 + classes;
        return rows ? "YOLOv5" : "YOLOv8";
    }

    private static (int Width, int Height)? Size(ValueInfo input, IReadOnlyDictionary<string, string> facts)
    {
        if (input.Dimensions is { Count: 4 } d && d[2].Value is not null && d[3].Value is not null)
            return null;
        int[] numbers = facts.TryGetValue("imgsz", out string? text)
            ? Regex.Matches(text, @"\d+").Cast<Match>().Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray()
            : Array.Empty<int>();
        return numbers.Length switch
        {
            1 => (numbers[0], numbers[0]),
            2 => (numbers[1], numbers[0]),
            _ => (640, 640),
        };
    }
}
