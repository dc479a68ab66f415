using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Fovea.Capture;
using Fovea.Models;
using Fovea.Player.Explanation;
using Fovea.Tests.Models;
using Fovea.Vision;
using Fovea.Vision.Explain;
using Fovea.Vision.Overlays;
using Xunit;
using CommandLine = Fovea.Tests.Player.CommandLine;

namespace Fovea.Tests.Player;

public sealed class ExplainCommandTests
{
    // Below the picture, whatever its size.
    private const int Strip = 64;

    [SkippableTheory]
    [InlineData("onnxruntime")]
    [InlineData("gl")]
    public void What_a_network_looks_at_is_hot(string backend)
    {
        NeedBackend(backend);
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveQuadrant(folder), photo = SavePhoto(folder), output = folder.File("why.png");
        string text = CommandLine.Run("explain", model, photo, "--class", "seen", "--window", "4", "--stride", "4", "--fill", "0", "--out", output, "--backend", backend).Ok();
        Assert.Contains("covering 16 squares of 4 pixels", text);
        Picture picture = Picture.Load(output);
        Assert.Equal((480, 480 + Strip), (picture.Width, picture.Height));
        // The network sees the top left quadrant only: yellow there, blue elsewhere.
        (int r, int g, int b) = At(picture, 120, 120);
        Assert.True(r > b + 40 && g > b + 40, $"{r} {g} {b}");
        foreach ((int x, int y) in new[] { (360, 120), (120, 360), (360, 360) })
        {
            (r, g, b) = At(picture, x, y);
            Assert.True(b > r + 20, $"{r} {g} {b}");
        }
    }

    [SkippableTheory]
    [InlineData("onnxruntime")]
    [InlineData("gl")]
    public void Evidence_is_hot_where_the_feature_map_is(string backend)
    {
        NeedBackend(backend);
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveQuadrant(folder), photo = SavePhoto(folder), output = folder.File("why.png");
        Assert.Contains("16 x 16 cells of 'f'", CommandLine.Run("explain", model, photo, "--method", "cam", "--class", "1", "--out", output, "--backend", backend).Ok());
        Picture picture = Picture.Load(output);
        Assert.True(At(picture, 120, 120) is var (r, _, b) && r > b + 40);
        Assert.True(At(picture, 360, 360) is var (cold, _, blue) && blue > cold + 20);
    }

    [SkippableFact]
    public void Layers_are_listed_and_drawn()
    {
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveQuadrant(folder), photo = SavePhoto(folder), page = folder.File("layers.html"), chart = folder.File("layers.png");
        string text = CommandLine.Run("explain", model, photo, "--activations", "--html", page, "--png", chart, "--backend", "onnxruntime").Ok();
        // Three quarters are zeros; the rest is 200/255 in every channel.
        Assert.Matches(@"Mul +\[1, 3, 16, 16\] +0 +0.196 +0.34 +0 +0.784 +75.0 %", text);
        Assert.Contains("too few layers with weights", text);
        string html = File.ReadAllText(page);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        string svg = html[html.IndexOf("<svg", StringComparison.Ordinal)..(html.IndexOf("</svg>", StringComparison.Ordinal) + 6)];
        XElement drawing = XElement.Parse(svg);
        Assert.True(drawing.Elements("rect").Count() > 4 && drawing.Elements("line").Count() > 4);
        Assert.Equal(ActivationChart.Width, Picture.Load(chart).Width);
    }

    [SkippableFact]
    public void A_detector_is_explained_by_the_box_that_it_finds()
    {
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string card = Path.Combine(TestFiles.Root, "tests", "Fovea.Tests", "Vision", "Cards", "Assets", "yolox_nano_416.card.json");
        string model = TestFiles.Asset("models/yolox_nano_416.onnx"), photo = TestFiles.Asset("images/photos/dog_bicycle_car.jpg"), output = folder.File("dog.png");
        string[] line = ["explain", model, photo, "--card", card, "--window", "104", "--stride", "104", "--backend", "onnxruntime", "--out", output];
        Assert.Contains("dog 0.", CommandLine.Run([.. line, "--class", "dog"]).Ok());
        Picture picture = Picture.Load(output);
        // The dog is at the left of the middle: its middle is hot, the car far to the right is not.
        Assert.True(At(picture, 240, 340) is var (r, _, b) && At(picture, 650, 120) is var (far, _, blue) && r - b > far - blue + 40);
        Assert.Contains("finds no zebra", CommandLine.Run([.. line, "--class", "zebra"]).BadInput());
        Assert.Contains("explains a classifier", CommandLine.Run([.. line, "--method", "cam"]).BadInput());
    }

    [SkippableFact]
    public void What_makes_no_sense_is_refused()
    {
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveQuadrant(folder), photo = SavePhoto(folder);
        Assert.Contains("'nothing' is no class of this network; it has 2", Error("--class", "nothing"));
        Assert.Contains("A square of 99 pixels", Error("--window", "99"));
        Assert.Contains("0 to 255", Error("--fill", "256"));
        Assert.Contains("--activations, which is missing", Error("--html", "x.html"));
        Assert.Contains("missing.png", CommandLine.Run("explain", model, folder.File("missing.png")).BadInput());
        Assert.Contains("Required argument missing", CommandLine.Run("explain", model).BadInput());

        string Error(params string[] options) => CommandLine.Run(["explain", model, photo, "--backend", "onnxruntime", .. options]).BadInput();
    }

    [Fact]
    public void A_heat_map_lies_where_the_network_looked_and_the_legend_says_how_much()
    {
        var picture = new Picture(200, 100, Enumerable.Repeat((byte)128, 80_000).ToArray());
        // The network saw the middle square; its left half counts.
        PictureSketch sketch = HeatPicture.Draw(picture, new HeatMap(2, 1, [4, 0]), new ImageMapping(100, 100, 50, 0), new Box(60, 10, 20, 20), "title", "unit");
        Assert.Equal((480, 240 + Strip), (sketch.Width, sketch.Height));
        SrgbColor hot = Pixel(sketch, 130, 200), cold = Pixel(sketch, 355, 200), unseen = Pixel(sketch, 50, 200);
        Assert.True(hot.Red > hot.Blue + 60 && cold.Blue > cold.Red + 20);
        Assert.Equal(unseen.Red, unseen.Blue);
        Assert.True(unseen.Luminance < cold.Luminance + 0.05);
        // The outline: white on the left edge of the box, at 60 * 2.4.
        Assert.Equal(SrgbColor.White, Pixel(sketch, 144, 48));
        // The bar of the legend runs from the lowest colour to the highest.
        SrgbColor[] bar = Enumerable.Range(0, 480).Select(x => Pixel(sketch, x, 240 + 44)).ToArray();
        Assert.Contains(HeatColors.Of(0), bar);
        Assert.Contains(HeatColors.Of(1), bar);
    }

    [Fact]
    public void Lines_and_rectangles_cover_what_they_should()
    {
        var sketch = new PictureSketch(20, 10, SrgbColor.Black);
        sketch.Rectangle(2.5f, 3, 4, 2, SrgbColor.White);
        Assert.Equal([0, 0, 128, 255, 255, 255, 128, 0], Enumerable.Range(0, 8).Select(x => (int)Pixel(sketch, x, 3).Red));
        Assert.Equal(0, Pixel(sketch, 4, 5).Red);
        sketch.Line(10, 2.5f, 16, 2.5f, 2, new SrgbColor(200, 0, 0));
        Assert.Equal(200, Pixel(sketch, 13, 2).Red);
        Assert.InRange(Pixel(sketch, 13, 1).Red, 90, 110);
        Assert.Equal(0, Pixel(sketch, 13, 5).Red);
        sketch.Rectangle(-5, -5, 100, 100, SrgbColor.White);
        sketch.Line(-9, -9, 99, 99, 3, SrgbColor.Black);
        Assert.Equal(SrgbColor.White, Pixel(sketch, 19, 0));
    }

    private static void NeedBackend(string backend)
    {
        if (backend == "gl")
            CommandLine.NeedGl();
        CommandLine.NeedOnnxRuntime();
    }

    private static (int R, int G, int B) At(Picture picture, int x, int y)
    {
        ReadOnlySpan<byte> pixel = picture.Rgba.Slice(4 * ((y * picture.Width) + x), 4);
        return (pixel[0], pixel[1], pixel[2]);
    }

    private static SrgbColor Pixel(PictureSketch sketch, int x, int y)
    {
        Span<byte> pixel = sketch.Rgba.Slice(4 * ((y * sketch.Width) + x), 4);
        return new SrgbColor(pixel[0], pixel[1], pixel[2]);
    }

    // Two classes, of which the second is the brighter the top left quadrant is.
    private static string SaveQuadrant(TestFiles.TemporaryFolder folder)
    {
        float[] mask = Enumerable.Range(0, 256).Select(i => i % 16 < 8 && i / 16 < 8 ? 1f : 0).ToArray();
        Model model = new Net(13).Input("x", 1, 3, 16, 16).Output("y").Constant("mask", Tensor.Of(new Shape(1, 1, 16, 16), mask))
            .Constant("w", Tensor.Of<float>(new Shape(3, 2), -1, 2, -1, 2, -1, 2)).Node("Mul", "x mask", "f").Node("GlobalAveragePool", "f", "p")
            .Node("Flatten", "p", "q").Node("MatMul", "q w", "y").Model();
        string path = folder.File("net.onnx");
        OnnxFile.Save(model, path);
        File.WriteAllText(folder.File("net.card.json"), """{"task": "Classification", "input": {"fit": "Stretch"}, "labels": ["other", "seen"]}""");
        return path;
    }

    private static string SavePhoto(TestFiles.TemporaryFolder folder)
    {
        string path = folder.File("photo.png");
        Picture.SavePng(path, 32, 32, Enumerable.Range(0, 32 * 32).SelectMany(_ => new byte[] { 200, 200, 200, 255 }).ToArray());
        return path;
    }
}
