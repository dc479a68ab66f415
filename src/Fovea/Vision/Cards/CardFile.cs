using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Models;

namespace Fovea.Vision.Cards;

/// <summary>Reads model cards: the JSON that <c>scenes/model-card.schema.json</c> describes.</summary>
public static class CardFile
{
    /// <summary>The tasks that a card may name.</summary>
    public static IReadOnlyList<string> Tasks { get; } = new[] { "Classification", "Detection", "Segmentation", "ImageToImage", "Embedding" };

    /// <summary>Where a network's card lies if nobody says: <c>net.card.json</c> beside <c>net.onnx</c>.</summary>
    /// <param name="modelPath">The ONNX file.</param>
    public static string Beside(string modelPath) => Path.ChangeExtension(modelPath, ".card.json");

    /// <summary>Finds out how to use a network: from its card, or else from what the file says of itself.</summary>
    /// <param name="modelPath">The ONNX file.</param>
    /// <param name="cardPath">The card; null to look beside the network.</param>
    /// <exception cref="CardException">The card cannot be used, or there is none; the message then holds a template.</exception>
    /// <exception cref="ModelException">The network cannot be read.</exception>
    public static ModelCard Find(string modelPath, string? cardPath = null) => Find(OnnxFile.Load(modelPath), modelPath, cardPath);

    /// <summary>Finds out how to use a network that was read already.</summary>
    /// <inheritdoc cref="Find(string, string?)"/>
    /// <param name="model">The network.</param>
    /// <param name="modelPath">The ONNX file.</param>
    /// <param name="cardPath">The card; null to look beside the network.</param>
    public static ModelCard Find(Model model, string modelPath, string? cardPath)
    {
        string path = cardPath ?? Beside(modelPath);
        if (cardPath is not null || File.Exists(path))
            return Load(path, model.Graph.Inputs.FirstOrDefault());
        return ModelMetadata.Card(model) ?? throw new CardException(CardTemplate.Message(model, modelPath, path));
    }

    /// <summary>Reads a card.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">The network's input, which tells the order of dimensions where the card does not; null: channels come first.</param>
    /// <exception cref="CardException">It is missing or no card; the message names file, line and field.</exception>
    public static ModelCard Load(string path, ValueInfo? input = null)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CardException($"The model card '{path}' cannot be read: {e.Message}", e);
        }

        return Parse(bytes, path, input);
    }

    /// <summary>Reads a card from memory.</summary>
    /// <param name="json">The card's text, in UTF-8.</param>
    /// <param name="source">Where it comes from; files it names lie beside that.</param>
    /// <param name="input">The network's input; see <see cref="Load"/>.</param>
    /// <exception cref="CardException">It is no card.</exception>
    public static ModelCard Parse(ReadOnlyMemory<byte> json, string source, ValueInfo? input = null)
    {
        if (Utf8Text.Decode(json.Span, out _) is null)
            throw new CardException($"{source} is not in UTF-8. Save it as UTF-8.");
        json = json.Slice(Utf8Text.MarkLength(json.Span));
        using JsonDocument document = JsonFields.Parse(json, source);
        JsonFields card = JsonFields.Root(document, json, source);
        card.Skip("$schema");
        card.Skip("description");
        var read = new ModelCard
        {
            Task = card.Choice("task", Tasks),
            Input = Input(card.Object("input"), input),
            Decoder = card.Text("decoder", ""),
            Parameters = card.Object("parameters")?.Values() ?? new Dictionary<string, object>(),
            Labels = Labels(card, source),
            ScoreThreshold = (float?)card.Number("scoreThreshold", 0, 1),
            OverlapThreshold = (float?)card.Number("overlapThreshold", 0, 1),
            Suppression = Suppression(card.Object("suppression")),
            MaxDetections = (int?)card.Whole("maxDetections", 1, DetectionLayout.Largest),
            Source = source,
        };
        card.End();
        if (read.Task == "Detection" && read.Decoder.Length == 0)
            throw card.Error("decoder", $"a detection network needs one of {string.Join(", ", Decoders.DecoderRegistry.Names)}");
        return read;
    }

    private static ImageInput Input(JsonFields? fields, ValueInfo? model)
    {
        if (fields is null)
            return new ImageInput(ChannelsLast: IsChannelsLast(model));
        string? layout = fields.Has("layout") ? fields.Choice("layout", new[] { "NCHW", "NHWC" }) : null;
        ColorOrder color = fields.Choice("color", ColorOrder.Rgb);
        int channels = color == ColorOrder.Gray ? 1 : 3;
        var input = new ImageInput(
            fields.Choice("fit", ImageFit.Stretch),
            color,
            Channels(fields, "mean", channels),
            Channels(fields, "scale", channels),
            (float?)fields.Number("padding", 0, 255) ?? 0,
            fields.Flag("linear", false),
            layout is null ? IsChannelsLast(model) : layout == "NHWC")
        {
            Name = fields.Text("name", ""),
            Size = Size(fields),
            CropShare = (float?)fields.Number("cropShare", 0, 1) ?? 1,
        };
        if (input.CropShare <= 0)
            throw fields.Error("cropShare", "a share more than 0 up to 1 was expected");
        fields.End();
        return input;
    }

    private static SuppressionOptions Suppression(JsonFields? fields)
    {
        if (fields is null)
            return new SuppressionOptions();
        SuppressionMethod method = fields.Choice("method", SuppressionMethod.Hard);
        bool perClass = fields.Flag("perClass", true);
        float sigma = (float?)fields.Number("sigma", 0, 100) ?? 0.5f;
        int top = (int?)fields.Whole("topK", 0, 1 << 24) ?? 0;
        fields.End();
        return sigma > 0 ? new SuppressionOptions(method, perClass, sigma, top) : throw fields.Error("sigma", "a number more than 0 was expected");
    }

    private static bool IsChannelsLast(ValueInfo? model) => model?.Dimensions is { Count: 4 } d && d[3].Value is 1 or 3 && d[1].Value is not (1 or 3);

    private static float[]? Channels(JsonFields fields, string name, int channels)
    {
        float[]? values = fields.Numbers(name);
        if (values is null || values.Length == channels)
            return values;
        return values.Length == 1
            ? Enumerable.Repeat(values[0], channels).ToArray()
            : throw fields.Error(name, $"{channels} {(channels == 1 ? "number was" : "numbers were")} expected, one a channel; {values.Length} were found");
    }

    private static (int Width, int Height)? Size(JsonFields fields)
    {
        float[]? size = fields.Numbers("size");
        if (size is null)
            return null;
        return size.Length == 2 && size.All(s => s is >= 1 and <= 1 << 15 && s == (int)s)
            ? ((int)size[0], (int)size[1])
            : throw fields.Error("size", "width and height in pixels were expected, as in [640, 480]");
    }

    private static IReadOnlyList<string> Labels(JsonFields card, string source)
    {
        if (!card.IsText("labels"))
            return card.Texts("labels") ?? Array.Empty<string>();
        string name = card.Text("labels", "");
        string folder = Path.GetDirectoryName(Path.GetFullPath(source.Length > 0 ? source : "."))!;
        try
        {
            return LabelFile.Load(Path.Combine(folder, name));
        }
        catch (CardException e)
        {
            throw card.Error("labels", e.Message);
        }
    }
}
