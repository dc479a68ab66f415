using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Capture;
using Fovea.Models;
using Fovea.Tests.Models;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace Fovea.Tests.Player;

/// <summary>Small networks whose answers are known, and trained ones on real pictures: GL against ONNX Runtime, picture by picture.</summary>
public sealed class EvaluateCommandTests
{
    [SkippableTheory]
    [InlineData("squeezenet1.1_224", 0.6)]
    [InlineData("mobilenet_v2_224", 0.7)]
    public void Classifiers_see_the_same_in_every_one_of_100_photos(string model, double least)
    {
        JsonElement report = Evaluate(model, "images/imagenet100");
        Assert.Equal(100, report.GetProperty("pictures").GetInt32());
        Assert.Empty(report.GetProperty("differences").EnumerateArray());
        Dictionary<string, double>[] metrics = Metrics(report);
        Assert.Equal(metrics[0], metrics[1]);
        Assert.InRange(metrics[0]["top-1"], least, 0.8);
        Assert.InRange(metrics[0]["top-5"], least + 0.2, 1);
    }

    [SkippableTheory]
    [InlineData("yolox_nano_416", 0.3)]
    [InlineData("nanodet_m_416", 0.2)]
    [InlineData("fastestdet_352", 0.12)]
    public void Detectors_have_the_same_average_precision_on_50_photos(string model, double least)
    {
        Dictionary<string, double>[] metrics = Metrics(Evaluate(model, "images/coco50"));
        foreach (string name in metrics[0].Keys)
            Assert.Equal(metrics[1][name], metrics[0][name], 1e-3);
        Assert.Equal(12, metrics[0].Count);
        Assert.InRange(metrics[0]["AP"], least, 0.5);
        Assert.InRange(metrics[0]["AP50"], metrics[0]["AP75"], 1);
    }

    [SkippableFact]
    public void A_thousand_digits_are_read_alike()
    {
        JsonElement report = Evaluate("mnist_28", "images/mnist1000");
        Assert.Equal(1000, report.GetProperty("pictures").GetInt32());
        Assert.Empty(report.GetProperty("differences").EnumerateArray());
        Assert.All(Metrics(report), m => Assert.InRange(m["top-1"], 0.99, 1));
    }

    [SkippableFact]
    public void Roads_are_found_alike_in_20_frames()
    {
        Dictionary<string, double>[] metrics = Metrics(Evaluate("road_segmentation_adas_0001", "images/camvid20", "--map", "road,mark=Road", "--map", "*=*"));
        Assert.All(metrics[0].Keys, name => Assert.Equal(metrics[1][name], metrics[0][name], 1e-4));
        Assert.InRange(metrics[0]["mean IoU"], 0.95, 1);
    }

    [SkippableFact]
    public void A_network_that_tells_dark_from_light_is_right_where_labels_are()
    {
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveClassifier(folder, 1);
        SaveGrey(folder.File("black.png"), 0);
        SaveGrey(folder.File("white.png"), 255);
        SaveGrey(folder.File("grey.png"), 200);
        // The last label is wrong.
        File.WriteAllText(folder.File("labels.csv"), "file,class_index\nblack.png,0\nwhite.png,1\ngrey.png,0\n");
        string text = CommandLine.Run("evaluate", model, "--data", folder.Location, "--backend", "onnxruntime", "--classes").Ok();
        Assert.Matches("top-1 +0.6667", text);
        Assert.Matches("top-5 +1.0000", text);
        Assert.Matches("dark +0.5000", text);
        Assert.Matches("light +1.0000", text);
    }

    [SkippableFact]
    public void A_network_that_outputs_NaN_is_shown_as_such()
    {
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveClassifier(folder, float.NaN);
        SaveGrey(folder.File("a.png"), 9);
        File.WriteAllText(folder.File("labels.csv"), "file,class_index\na.png,0\n");
        string text = CommandLine.Run("evaluate", model, "--data", folder.Location, "--backend", "onnxruntime").Ok();
        Assert.Contains("On 1 pictures it gave numbers that are none", text);
        Assert.Matches("top-1 +0.0000", text);
    }

    [SkippableFact]
    public void A_segmenter_is_measured_over_the_pixels_of_the_picture()
    {
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        // A pixel of the 2 x 2 input is a quarter of the 4 x 4 picture: dark left, light right.
        Model net = new Net(13).Input("x", 1, 1, 2, 2).Output("y").Constant("half", Tensor.Scalar(0.5f)).Node("Sub", "half x", "d").Node("Sub", "x half", "l")
            .Node("Concat", "d l", "y", ("axis", 1L)).Model();
        string model = Save(folder, net, "Segmentation");
        Directory.CreateDirectory(folder.File("images"));
        Directory.CreateDirectory(folder.File("masks"));
        byte[] rgba = Enumerable.Range(0, 16).SelectMany(i => i % 4 < 2 ? new byte[] { 0, 0, 0, 255 } : [255, 255, 255, 255]).ToArray();
        Picture.SavePng(folder.File("images/a.png"), 4, 4, rgba);
        // Of the dark half 2 pixels are labelled light and 1 does not count; the light half is right.
        byte[] mask = [0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 255, 0, 1, 1];
        using (Image<L8> image = Image.LoadPixelData<L8>(Array.ConvertAll(mask, m => new L8(m)), 4, 4))
        using (FileStream file = File.Create(folder.File("masks/a.png")))
            image.SaveAsPng(file);
        File.WriteAllText(folder.File("classes.txt"), "0 Dark\n1 Light\n");
        string text = CommandLine.Run("evaluate", model, "--data", folder.Location, "--backend", "onnxruntime", "--classes").Ok();
        // Dark: 5 right of 5 labelled and 7 predicted. Light: 8 right of 10 labelled.
        Assert.Matches("Dark +0.7143", text);
        Assert.Matches("Light +0.8000", text);
        Assert.Matches("mean IoU +0.7571", text);
        Assert.Matches("pixel accuracy +0.8667", text);
    }

    [SkippableFact]
    public void What_is_missing_or_does_not_fit_is_named()
    {
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveClassifier(folder, 1);
        Assert.Contains("holds no classes of pictures", Error());
        File.WriteAllText(folder.File("labels.csv"), "file,class_index\na.png,2\n");
        SaveGrey(folder.File("a.png"), 9);
        Assert.Contains("labels.csv, line 2: the class number is 2; 0 to 1 is expected", Error());
        File.WriteAllText(folder.File("labels.csv"), "file,class_index\na.png,1\n");
        File.WriteAllBytes(folder.File("a.png"), File.ReadAllBytes(folder.File("a.png"))[..40]);
        Assert.Contains("a.png", Error());
        Assert.Contains("--data", CommandLine.Run("evaluate", model).BadInput());
        Assert.Contains("There is no folder", CommandLine.Run("evaluate", model, "--data", folder.File("none")).BadInput());
        Assert.Contains("'bright'", CommandLine.Run("evaluate", model, "--data", folder.Location, "--map", "bright=light").BadInput());

        string Error() => CommandLine.Run("evaluate", model, "--data", folder.Location, "--backend", "onnxruntime").BadInput();
    }

    private static JsonElement Evaluate(string model, string data, params string[] more)
    {
        CommandLine.NeedGl();
        CommandLine.NeedOnnxRuntime();
        string card = Path.Combine(TestFiles.Root, "tests", "Fovea.Tests", "Vision", "Cards", "Assets", model + ".card.json");
        string output = CommandLine.Run(
            ["evaluate", TestFiles.Asset($"models/{model}.onnx"), "--card", card, "--data", TestFiles.Asset(data), "--backend", "both", "--json", .. more]).Ok();
        JsonElement report = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["gl", "onnxruntime"], report.GetProperty("backends").EnumerateArray().Select(b => b.GetProperty("backend").GetString()));
        return report;
    }

    private static Dictionary<string, double>[] Metrics(JsonElement report) => report.GetProperty("backends").EnumerateArray()
        .Select(b => b.GetProperty("metrics").EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetDouble())).ToArray();

    // Class 0 where the mean of the picture is below a half, else class 1.
    private static string SaveClassifier(TestFiles.TemporaryFolder folder, float scale) => Save(
        folder,
        new Net(13).Input("x", 1, 1, 2, 2).Output("y").Constant("w", Tensor.Of<float>(new Shape(2, 1, 1, 1), -scale, scale)).Constant("b", Tensor.Vector(0.5f, -0.5f))
            .Node("GlobalAveragePool", "x", "m").Node("Conv", "m w b", "s").Node("Flatten", "s", "y").Model(),
        "Classification");

    private static string Save(TestFiles.TemporaryFolder folder, Model model, string task)
    {
        string path = folder.File("net.onnx");
        OnnxFile.Save(model, path);
        File.WriteAllText(folder.File("net.card.json"), $$"""{"task": "{{task}}", "input": {"color": "Gray"}, "labels": ["dark", "light"]}""");
        return path;
    }

    private static void SaveGrey(string path, byte grey) =>
        Picture.SavePng(path, 3, 5, Enumerable.Range(0, 15).SelectMany(_ => new byte[] { grey, grey, grey, 255 }).ToArray());
}
