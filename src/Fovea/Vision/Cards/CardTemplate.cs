using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Fovea.Models;
using Fovea.Vision.Decoders;

namespace Fovea.Vision.Cards;

/// <summary>What to say where a network has no card: what its outputs look like, and a card to fill in.</summary>
internal static class CardTemplate
{
    /// <summary>The message.</summary>
    /// <param name="model">The network.</param>
    /// <param name="modelPath">Its file.</param>
    /// <param name="cardPath">Where the card was looked for.</param>
    public static string Message(Model model, string modelPath, string cardPath)
    {
        var text = new StringBuilder();
        text.Append($"{modelPath} does not say how to use it, and there is no card {cardPath}.\n");
        foreach (ValueInfo input in model.Graph.Inputs)
            text.Append($"  input   {input}\n");
        foreach (ValueInfo output in model.Graph.Outputs)
            text.Append($"  output  {output}\n");
        text.Append($"Save this as {cardPath}, correct it, and try again:\n\n{Template(model)}\n");
        text.Append($"task: {string.Join(", ", CardFile.Tasks)}. fit: {string.Join(", ", Enum.GetNames(typeof(ImageFit)))}. color: ");
        text.Append($"{string.Join(", ", Enum.GetNames(typeof(ColorOrder)))}. A channel is (v - mean) * scale, v in 0 .. 255. ");
        text.Append($"Decoders of detections: {string.Join(", ", DecoderRegistry.Names)}. labels: a list, or a file with a name a line.");
        return text.ToString();
    }

    /// <summary>A card as far as shapes tell.</summary>
    public static string Template(Model model)
    {
        ValueInfo? input = model.Graph.Inputs.FirstOrDefault();
        (string task, string? decoder) = Guess(model, input);
        bool last = input?.Dimensions is { Count: 4 } d && d[3].Value is 1 or 3;
        int? channels = input?.Dimensions is { Count: 4 } e ? e[last ? 3 : 1].Value : null;
        bool open = input?.Dimensions is { Count: 4 } f && (f[last ? 1 : 2].Value is null || f[last ? 2 : 3].Value is null);
        string one = channels == 1 ? "[0]" : "[0, 0, 0]", scale = channels == 1 ? "[0.00392157]" : "[0.00392157, 0.00392157, 0.00392157]";
        var lines = new List<string>
        {
            $"  \"task\": \"{task}\",",
            $"  \"input\": {{ {(open ? "\"size\": [640, 480], " : "")}\"fit\": \"Stretch\", \"color\": \"{(channels == 1 ? "Gray" : "Rgb")}\", \"mean\": {one}, \"scale\": {scale} }}",
        };
        if (decoder is not null)
            lines.Add($"  \"decoder\": \"{decoder}\"");
        if (task is "Classification" or "Detection" or "Segmentation")
            lines.Add("  \"labels\": \"labels.txt\"");
        for (int i = 1; i < lines.Count - 1; i++)
            lines[i] += ",";
        return $"{{\n{string.Join("\n", lines)}\n}}";
    }

    private static (string Task, string? Decoder) Guess(Model model, ValueInfo? input)
    {
        IReadOnlyList<ValueInfo> outputs = model.Graph.Outputs;
        int[]? first = outputs[0].Dimensions?.Select(d => d.Value ?? 1).ToArray();
        // A value for each pixel of the input is a map or a picture, whatever decoder it would fit.
        bool isMap = outputs.Count == 1 && first is { Length: 4 } && input?.Dimensions is { Count: 4 } from
            && Sides(first).SequenceEqual(Sides(from.Select(d => d.Value ?? 1).ToArray()));
        // One row of scores, of which [1, 6] or [1, 7] would be a detection too.
        if (outputs.Count == 1 && first is not null && first.Count(d => d > 1) <= 1)
            return ("Classification", null);
        if (!isMap && FittingDecoder(outputs, input) is { } decoder)
            return ("Detection", decoder);
        if (outputs.Count > 1 || first is null)
            return ("Detection", DecoderRegistry.Names.First());
        if (first.Length == 4 && (first[1] == 3 || first[3] == 3))
            return ("ImageToImage", null);
        return first.Length == 4 ? ("Segmentation", null) : ("Detection", DecoderRegistry.Names.First());
    }

    // The two largest dimensions, in order: height and width, wherever the channels are.
    private static IEnumerable<int> Sides(int[] dimensions)
    {
        int channels = Array.IndexOf(dimensions, dimensions.Skip(1).Min(), 1);
        return dimensions.Where((_, i) => i > 0 && i != channels);
    }

    private static string? FittingDecoder(IReadOnlyList<ValueInfo> outputs, ValueInfo? input)
    {
        if (input?.Shape is not { Rank: 4 } shape || outputs.Any(o => o.Shape is null))
            return null;
        Dictionary<string, Shape> shapes = outputs.ToDictionary(o => o.Name, o => o.Shape!);
        foreach (string name in DecoderRegistry.Names)
        {
            try
            {
                DecoderRegistry.Create(name, new DecoderSetup(shapes, shape, new ImageInput(ChannelsLast: shape[3] is 1 or 3), 0, DecoderParameters.None));
                return name;
            }
            catch (ModelException)
            {
                // Another one's outputs.
            }
        }

        return null;
    }
}
