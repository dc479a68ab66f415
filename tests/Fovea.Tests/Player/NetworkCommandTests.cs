using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Fovea.Models;
using Fovea.Player;
using Fovea.Tests.Models;
using Xunit;

namespace Fovea.Tests.Player;

public sealed class NetworkCommandTests
{
    [SkippableFact]
    public void Inspect_lists_layers_and_names_the_hardest_and_the_largest()
    {
        string output = CommandLine.Run("inspect", TestFiles.Asset("models/mnist_28.onnx")).Ok();
        // 5,998 numbers in the file, less four that are a shape (the Reshape's operands); multiply-adds by hand:
        // 28*28*8*25 + 14*14*16*8*25 + 256*10.
        Assert.Contains("5,994 parameters, 786,560 multiply-adds", output);
        Assert.Contains("Hardest to compute: Conv 'Convolution110', 79.7 %", output);
        Assert.Contains("Most parameters: Conv 'Convolution110', 53.4 %", output);
        Assert.Contains("[1, 16, 14, 14]", output);
    }

    [SkippableFact]
    public void Passes_are_listed_with_what_they_did()
    {
        string output = CommandLine.Run("inspect", TestFiles.Asset("models/yolox_nano_416.onnx"), "--passes").Ok();
        Assert.Contains("97 x Conv + Sigmoid + Mul", output);
        Assert.Contains("fold constants", output);
        Assert.Matches("369 nodes, [0-9]+ after the passes; a run has [0-9]+ dispatches and [0-9]+ barriers", output);
    }

    [SkippableFact]
    public void A_page_shows_the_plan_and_needs_nothing_else()
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string page = folder.File("page.html");
        File.WriteAllText(page, "old");
        CommandLine.Run("inspect", TestFiles.Asset("models/ultraface_rfb_320x240.onnx"), "--html", page).Ok();
        string html = File.ReadAllText(page);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        // One row for each node on either side, a rectangle for each tensor.
        Assert.Contains("<h3>Before: 165 nodes</h3>", html, StringComparison.Ordinal);
        Assert.True(html.Split("<li ").Length - 1 > 165 + 60);
        Assert.True(html.Split("<rect ").Length - 1 > 60);
        Assert.Single(Directory.GetFiles(folder.Location));
    }

    [SkippableFact]
    public void A_page_that_cannot_be_written_is_bad_input()
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string error = CommandLine.Run("inspect", TestFiles.Asset("models/mnist_28.onnx"), "--html", Path.Combine(folder.Location, "none", "page.html")).BadInput();
        Assert.Contains("page.html", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_dimensions_are_taken_as_1_and_said_so()
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveOpenNet(folder);
        string output = CommandLine.Run("inspect", model).Ok();
        Assert.Contains("taken as 1", output);
        Assert.Contains("[1, 3, 9]", output);
        Assert.Contains("[5, 3, 9]", CommandLine.Run("inspect", model, "--shape", "x=5x3x9").Ok());
        Assert.Contains("[5, 3, 9]", CommandLine.Run("inspect", model, "--shape", "5x3x9").Ok());
    }

    [Theory]
    [InlineData("y=1x3x9", "'x'")]
    [InlineData("x=1x4x9", "does not fit")]
    [InlineData("x=1x3", "does not fit")]
    [InlineData("x=1xthree", "whole numbers")]
    [InlineData("x=0x3x9", "whole numbers")]
    public void A_shape_that_does_not_fit_is_refused(string shape, string because)
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        Assert.Contains(because, CommandLine.Run("inspect", SaveOpenNet(folder), "--shape", shape).BadInput());
    }

    [SkippableFact]
    public void A_network_that_GL_cannot_run_is_inspected_all_the_same()
    {
        CommandLine.NeedGl();
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        var node = new Node("Gelu", ["x"], ["y"]) { Name = "theirs", Domain = "com.microsoft", Opset = 1 };
        Graph relu = new Net(17).Input("x", 2, 5).Output("y").Graph();
        var opsets = new Dictionary<string, int> { [""] = 17, ["com.microsoft"] = 1 };
        string model = Save(folder, new Model(new Graph("other", relu.Inputs, relu.Outputs, [node], relu.Constants), opsets));
        string output = CommandLine.Run("inspect", model).Ok();
        Assert.Contains("GL compute cannot run this network: it lacks Gelu.", output);
        Assert.Contains("[2, 5]", output);
        string error = CommandLine.Run("compare", model).BadInput();
        Assert.Contains("Gelu", error);
        Assert.Contains("theirs", error);
    }

    [SkippableFact]
    public void Compare_passes_a_network_that_both_backends_run_alike()
    {
        CommandLine.NeedGl();
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveConvolution(folder);
        string output = CommandLine.Run("compare", model).Ok();
        Assert.Contains("Conv", output);
        Assert.Contains("agree within 0.001", output);
        Assert.DoesNotContain("Conv", CommandLine.Run("compare", model, "--short", "--seed", "2").Ok());
    }

    [SkippableTheory]
    [InlineData(new string[0], "The first is Mul 'y' [2, 5]: element [")]
    [InlineData(new[] { "--layers" }, "Unfused, 1 of 2 layers differ by more than 0.001. The first is Mul 'y' [2, 5]: element [")]
    public void Compare_names_the_first_layer_above_the_tolerance(string[] options, string told)
    {
        CommandLine.NeedGl();
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        // GL holds 64-bit whole numbers in 32 bits: of the ones among the zeros, the second product wraps.
        string model = Save(folder, new Net(17).Input("x", ElementType.Int64, 2, 5).Output("y", ElementType.Int64).Constant("large", Tensor.Scalar(100_000L))
            .Node("Mul", "x large", "a").Node("Mul", "a large", "y").Model());
        CommandLine result = CommandLine.Run(["compare", model, .. options]);
        Assert.Equal(ExitCodes.Different, result.Code);
        Assert.Contains(told, result.Output);
        Assert.Contains("] is 1.41006541E+09 instead of 1E+10.", result.Output);
    }

    [SkippableFact]
    public void Compare_shows_both_forms()
    {
        CommandLine.NeedGl();
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = Save(folder, new Net(17).Input("x", 1, 3, 7, 5).Output("y").Constant("w", Tensor.Of<float>(new Shape(5, 3, 1, 1), Enumerable.Range(0, 15).Select(i => i / 7f - 1).ToArray()))
            .Node("Conv", "x w", "a").Node("Relu", "a", "y").Model());
        string output = CommandLine.Run("compare", model, "--layers").Ok();
        Assert.Contains("Unfused, all 2 layers agree within 0.001.", output);
        Assert.Contains("Fused, the one layer agrees within 0.001.", output);
    }

    [SkippableFact]
    public void Bench_measures_both_backends_as_JSON()
    {
        CommandLine.NeedGl();
        CommandLine.NeedOnnxRuntime();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run("bench", SaveConvolution(folder), "--runs", "3", "--json").Ok());
        Assert.Equal(3, json.RootElement.GetProperty("runs").GetInt32());
        JsonElement[] sides = json.RootElement.GetProperty("backends").EnumerateArray().ToArray();
        Assert.Equal(["gl", "onnxruntime"], sides.Select(s => s.GetProperty("backend").GetString()));
        Assert.All(sides, side =>
        {
            double Of(string name) => side.GetProperty(name).GetDouble();
            Assert.True(Of("p10Ms") > 0 && Of("p10Ms") <= Of("medianMs") && Of("medianMs") <= Of("p90Ms"));
            Assert.True(Of("firstRunMs") > 0);
            Assert.NotEmpty(side.GetProperty("device").GetString()!);
        });
    }

    [SkippableFact]
    public void Bench_prints_a_table_and_can_be_interrupted()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveConvolution(folder);
        string output = CommandLine.Run("bench", model, "--runs", "2", "--backend", "gl").Ok();
        Assert.Contains("median", output);
        Assert.Contains("GL compute on", output);
        Assert.Equal(ExitCodes.Interrupted, CommandLine.Run(new CancellationToken(true), "bench", model, "--backend", "gl").Code);
    }

    private static string SaveOpenNet(TestFiles.TemporaryFolder folder)
    {
        var input = new ValueInfo("x", ElementType.Float, [new Dimension(null, "batch"), new Dimension(3, null), new Dimension(9, null)]);
        var output = new ValueInfo("y", ElementType.Float, (IReadOnlyList<Dimension>?)null);
        Graph graph = new Net(17).Node("Relu", "x", "y").Graph();
        graph = new Graph("open", [input], [output], graph.Nodes, graph.Constants);
        return Save(folder, new Model(graph, new Dictionary<string, int> { [""] = 17 }));
    }

    private static string SaveConvolution(TestFiles.TemporaryFolder folder)
    {
        var weights = new float[4 * 64 * 5 * 5];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = MathF.Sin(i * 0.7f);
        return Save(folder, new Net(17).Input("x", 1, 64, 12, 12).Output("y").Constant("w", Tensor.Of(new Shape(4, 64, 5, 5), weights))
            .Node("Conv", "x w", "y").Model());
    }

    private static string Save(TestFiles.TemporaryFolder folder, Model model)
    {
        string path = folder.File("net.onnx");
        OnnxFile.Save(model, path);
        return path;
    }
}
