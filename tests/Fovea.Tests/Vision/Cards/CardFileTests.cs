using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Fovea.Models;
using Fovea.Vision;
using Fovea.Vision.Cards;
using Xunit;

namespace Fovea.Tests.Vision.Cards;

public sealed class CardFileTests : IDisposable
{
    private const string Good = """
        {
          // comments are allowed
          "task": "Detection",
          "input": { "size": [640, 384], "fit": "Letterbox", "color": "Bgr",
            "mean": [1, 2, 3], "scale": 0.5, "padding": 114 },
          "decoder": "BlazeFace",
          "parameters": { "a": 1.5, "b": "text", "c": true, "d": [1, 2], "e": [[1, 2], [3, 4]] },
          "labels": ["cat", "dog"],
          "scoreThreshold": 0.25,
          "overlapThreshold": 0.6,
          "suppression": { "method": "SoftLinear", "perClass": false },
          "maxDetections": 300,
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("fovea-card").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Reads_every_field()
    {
        ModelCard card = Parse(Good);
        Assert.Equal("Detection", card.Task);
        Assert.Equal((640, 384), card.Input.Size);
        Assert.Equal(ImageFit.Letterbox, card.Input.Fit);
        Assert.Equal(ColorOrder.Bgr, card.Input.Color);
        Assert.Equal([1, 2, 3], card.Input.Mean);
        Assert.Equal([0.5f, 0.5f, 0.5f], card.Input.Scale);
        Assert.Equal(114, card.Input.Padding);
        Assert.Equal("BlazeFace", card.Decoder);
        Assert.Equal(1.5, card.Parameters["a"]);
        Assert.Equal("text", card.Parameters["b"]);
        Assert.Equal(true, card.Parameters["c"]);
        Assert.Equal(new double[] { 1, 2 }, card.Parameters["d"]);
        Assert.Equal(new double[][] { [1, 2], [3, 4] }, card.Parameters["e"]);
        Assert.Equal(["cat", "dog"], card.Labels);
        Assert.Equal(0.25f, card.ScoreThreshold);
        Assert.Equal(0.6f, card.OverlapThreshold);
        Assert.Equal(new SuppressionOptions(SuppressionMethod.SoftLinear, PerClass: false), card.Suppression);
        Assert.Equal(300, card.MaxDetections);
    }

    [Theory]
    [InlineData("\"Detection\"", "\"Detecting\"", 3, "task", "Segmentation")]
    [InlineData("\"task\": \"Detection\",", "", 1, "task", "missing")]
    [InlineData("\"fit\"", "\"fitt\"", 4, "input.fitt", "there is color, cropShare, fit")]
    [InlineData("\"Letterbox\"", "\"Squeeze\"", 4, "input.fit", "CenterCrop")]
    [InlineData("[640, 384]", "[640]", 4, "input.size", "width and height")]
    [InlineData("[1, 2, 3]", "[1, 2]", 5, "input.mean", "3 numbers")]
    [InlineData("0.5,", "\"half\",", 5, "input.scale", "the text 'half'")]
    [InlineData("114", "300", 5, "input.padding", "0 to 255")]
    [InlineData("\"BlazeFace\"", "7", 6, "decoder", "a text")]
    [InlineData("\"text\"", "{ }", 7, "parameters.b", "an object")]
    [InlineData("[[1, 2], [3, 4]]", "[[1, 2], 3]", 7, "parameters.e", "the number 3")]
    [InlineData("\"b\": \"text\"", "\"a\": 2", 7, "parameters.a", "twice")]
    [InlineData("\"dog\"", "5", 8, "labels[1]", "the number 5")]
    [InlineData("0.25", "25", 9, "scoreThreshold", "0 to 1")]
    [InlineData("\"SoftLinear\"", "\"Soft\"", 11, "suppression.method", "SoftGaussian")]
    [InlineData("300", "0", 12, "maxDetections", "512")]
    [InlineData("300,", "300", 0, "", null)]
    public void Says_file_line_and_field(string part, string instead, int line, string field, string? hint)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        string json = Good.Replace(part, instead, StringComparison.Ordinal);
        if (hint is null)
        {
            Parse(json);
            return;
        }

        var e = Assert.Throws<CardException>(() => Parse(json));
        Assert.StartsWith($"net.card.json, line {line}, field '{field}': ", e.Message, StringComparison.Ordinal);
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"task\": ", "line 1")]
    [InlineData("[]", "an object {...} was expected, not a list")]
    [InlineData("{ \"task\": \"Detection\" }", "field 'decoder'")]
    public void What_is_no_card_is_refused(string json, string hint) =>
        Assert.Contains(hint, Assert.Throws<CardException>(() => Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_does_not_matter_and_another_encoding_is_named()
    {
        string json = "{ \"task\": \"Classification\", \"labels\": [\"Möbel\"] }";
        Assert.Equal(["Möbel"], CardFile.Parse(new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(json)).ToArray(), "net.card.json").Labels);
        var e = Assert.Throws<CardException>(() => CardFile.Parse(Encoding.Latin1.GetBytes(json), "net.card.json"));
        Assert.Contains("net.card.json is not in UTF-8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_dimensions_follows_the_network_where_the_card_is_silent()
    {
        byte[] card = Encoding.UTF8.GetBytes("""{ "task": "Classification", "input": { "fit": "Stretch" } }""");
        foreach ((Shape shape, bool last) in new[] { (new Shape(1, 3, 32, 48), false), (new Shape(1, 32, 48, 3), true), (new Shape(1, 3, 3, 3), false) })
            Assert.Equal(last, CardFile.Parse(card, "", new ValueInfo("x", ElementType.Float, shape)).Input.ChannelsLast);
        Assert.True(CardFile.Parse(Encoding.UTF8.GetBytes("""{ "task": "Classification", "input": { "layout": "NHWC" } }"""), "").Input.ChannelsLast);
    }

    [Fact]
    public void Labels_come_from_a_file_beside_the_card_in_utf8_or_utf16()
    {
        string text = "Hund\nKätzchen\n\n";
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            File.WriteAllText(Path.Combine(_folder, "labels.txt"), text, encoding);
            File.WriteAllText(Path.Combine(_folder, "net.card.json"), """{ "task": "Classification", "labels": "labels.txt" }""");
            Assert.Equal(["Hund", "Kätzchen"], CardFile.Load(Path.Combine(_folder, "net.card.json")).Labels);
        }
    }

    [Theory]
    [InlineData("latin-1", "line 2", "0xE4")]
    [InlineData("utf-16", "line 1", "zero byte")]
    [InlineData("missing", "labels.txt", "cannot be read")]
    [InlineData("empty", "labels.txt", "is empty")]
    public void A_label_file_that_cannot_be_used_is_named(string kind, string where, string what)
    {
        string path = Path.Combine(_folder, "labels.txt");
        if (kind == "latin-1")
            File.WriteAllBytes(path, Encoding.Latin1.GetBytes("Hund\nKätzchen\n"));
        else if (kind == "utf-16")
            File.WriteAllBytes(path, Encoding.Unicode.GetBytes("Hund\n"));
        else if (kind == "empty")
            File.WriteAllText(path, "\n\n");
        string card = Path.Combine(_folder, "net.card.json");
        File.WriteAllText(card, "{\n\"task\": \"Classification\",\n\"labels\": \"labels.txt\" }");
        string message = Assert.Throws<CardException>(() => CardFile.Load(card)).Message;
        Assert.Contains(card + ", line 3, field 'labels'", message, StringComparison.Ordinal);
        Assert.Contains(where, message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_card_the_message_holds_one_that_can_be_read()
    {
        foreach ((Shape input, Shape output, string task) in new[]
        {
            (new Shape(1, 3, 32, 48), new Shape(1, 10), "Classification"),
            (new Shape(1, 32, 48, 3), new Shape(1, 32, 48, 5), "Segmentation"),
            (new Shape(1, 1, 32, 48), new Shape(1, 3, 32, 48), "ImageToImage"),
        })
        {
            string path = Path.Combine(_folder, "net.onnx");
            OnnxFile.Save(Network(input, output, []), path);
            string message = Assert.Throws<CardException>(() => CardFile.Find(path)).Message;
            Assert.Contains($"output  y: Float [{string.Join(", ", output)}]", message, StringComparison.Ordinal);
            Assert.Contains(Path.Combine(_folder, "net.card.json"), message, StringComparison.Ordinal);
            string json = message[message.IndexOf("{\n", StringComparison.Ordinal)..(message.IndexOf("\n}", StringComparison.Ordinal) + 2)];
            File.WriteAllText(Path.Combine(_folder, "labels.txt"), "a\nb\n");
            ModelCard card = CardFile.Parse(Encoding.UTF8.GetBytes(json), Path.Combine(_folder, "net.card.json"));
            Assert.Equal(task, card.Task);
            Assert.Equal(input[1] == 1 ? ColorOrder.Gray : ColorOrder.Rgb, card.Input.Color);
        }
    }

    [Fact]
    public void A_card_beside_the_network_is_found_and_one_that_is_asked_for_must_be_there()
    {
        string path = Path.Combine(_folder, "net.onnx");
        OnnxFile.Save(Network(new Shape(1, 3, 32, 48), new Shape(1, 10), []), path);
        File.WriteAllText(Path.Combine(_folder, "net.card.json"), """{ "task": "Classification", "labels": ["a"] }""");
        Assert.Equal(["a"], CardFile.Find(path).Labels);
        Assert.Contains("other.json", Assert.Throws<CardException>(() => CardFile.Find(path, Path.Combine(_folder, "other.json"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(84, "YOLOv8")]
    [InlineData(85, "YOLOv5")]
    public void What_a_yolo_export_says_of_itself_needs_no_card(int width, string decoder)
    {
        string names = "{" + string.Join(", ", Enumerable.Range(0, 80).Select(i => i == 3 ? "3: \"cat's\"" : $"{i}: 'c{i}'")) + "}";
        Shape output = decoder == "YOLOv5" ? new Shape(1, 100, width) : new Shape(1, width, 100);
        Model model = Network(new Shape(1, 3, 64, 96), output, new Dictionary<string, string> { ["task"] = "detect", ["names"] = names, ["stride"] = "32", ["imgsz"] = "[64, 96]" });
        ModelCard card = ModelMetadata.Card(model)!;
        Assert.Equal("Detection", card.Task);
        Assert.Equal(decoder, card.Decoder);
        Assert.Equal(80, card.Labels.Count);
        Assert.Equal("cat's", card.Labels[3]);
        Assert.Equal(ImageFit.Letterbox, card.Input.Fit);
        Assert.Null(card.Input.Size);

        Model open = model with { Graph = model.Graph with { Inputs = [new ValueInfo("x", ElementType.Float, [new Dimension(1, null), new Dimension(3, null), new Dimension(null, "h"), new Dimension(null, "w")])] } };
        Assert.Equal((96, 64), ModelMetadata.Card(open)!.Input.Size);
        Assert.Null(ModelMetadata.Card(model with { Metadata = new Dictionary<string, string>() }));
        var pose = new Dictionary<string, string>(model.Metadata) { ["task"] = "pose" };
        Assert.Contains("'pose'", Assert.Throws<CardException>(() => ModelMetadata.Card(model with { Metadata = pose })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_schema_has_the_fields_that_are_read()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(TestFiles.Root, "scenes", "model-card.schema.json")))!;
        AssertFields("", schema, "{ \"task\": \"Classification\", \"no-such-field\": 1 }");
        AssertFields("input", schema["properties"]!["input"]!, "{ \"task\": \"Classification\", \"input\": { \"no-such-field\": 1 } }");
        AssertFields("suppression", schema["properties"]!["suppression"]!, "{ \"task\": \"Classification\", \"suppression\": { \"no-such-field\": 1 } }");

        void AssertFields(string of, JsonNode definition, string json)
        {
            string message = Assert.Throws<CardException>(() => Parse(json)).Message;
            string known = message[(message.IndexOf("there is ", StringComparison.Ordinal) + "there is no such field; there is ".Length)..].TrimEnd('.');
            Assert.Equal(definition["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal), known.Split(", ").Order(StringComparer.Ordinal));
            Assert.NotEqual("", of + known);
        }
    }

    private static ModelCard Parse(string json) => CardFile.Parse(Encoding.UTF8.GetBytes(json), "net.card.json");

    private static Model Network(Shape input, Shape output, Dictionary<string, string> metadata)
    {
        var graph = new Graph(
            "net",
            [new ValueInfo("x", ElementType.Float, input)],
            [new ValueInfo("y", ElementType.Float, output)],
            [new Node("Expand", ["x", "shape"], ["y"]) { Opset = 13 }],
            new Dictionary<string, Tensor> { ["shape"] = Tensor.Of<long>(new Shape(output.Rank), output.Select(d => (long)d).ToArray()) });
        return new Model(graph, new Dictionary<string, int> { [""] = 13 }) { Metadata = metadata };
    }
}
