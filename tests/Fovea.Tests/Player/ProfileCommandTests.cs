using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Models;
using Fovea.Tests.Models;
using Xunit;

namespace Fovea.Tests.Player;

public sealed class ProfileCommandTests
{
    [SkippableFact]
    public void Each_layer_has_its_time_and_rates()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        using JsonDocument json = JsonDocument.Parse(
            CommandLine.Run("bench", SaveNet(folder), "--backend", "gl", "--runs", "5", "--profile", "--json").Ok());
        JsonElement profile = json.RootElement.GetProperty("profile");
        JsonElement[] layers = profile.GetProperty("layers").EnumerateArray().ToArray();
        JsonElement convolution = Assert.Single(layers, l => l.GetProperty("operator").GetString() == "Conv");
        Assert.Equal("'conv' (Conv)", convolution.GetProperty("node").GetString());
        Assert.Equal("[1, 8, 20, 30]", convolution.GetProperty("output").GetString());

        double Of(JsonElement layer, string name) => layer.GetProperty(name).GetDouble();
        Assert.All(layers, l => Assert.True(Of(l, "p10Ms") <= Of(l, "ms") && Of(l, "ms") <= Of(l, "p90Ms"), l.ToString()));
        Assert.Equal(1, layers.Sum(l => Of(l, "share")), 0.001);
        Assert.Equal(Of(profile, "sumMs"), layers.Sum(l => Of(l, "ms")), 0.001);
        // 8 x 20 x 30 results, each of 4 channels x 3 x 3 multiply-adds.
        double flops = Of(convolution, "gflops") * Of(convolution, "ms") * 1e6;
        Assert.InRange(flops / (2.0 * 8 * 20 * 30 * 4 * 9), 0.97, 1.03);
    }

    [SkippableFact]
    public void The_table_names_the_slowest_and_counts_dispatches()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string output = CommandLine.Run("bench", SaveNet(folder), "--backend", "gl", "--runs", "2", "--profile").Ok();
        Assert.Contains("GFLOP/s", output);
        Assert.Contains("Slowest: ", output);
        Assert.Contains("dispatches", output);
    }

    [SkippableFact]
    public void A_trace_has_every_dispatch_in_order_on_both_sides()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string trace = folder.File("trace.json");
        string output = CommandLine.Run("bench", SaveNet(folder), "--backend", "gl", "--runs", "3", "--trace", trace).Ok();
        Assert.Contains(trace, output);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(trace));
        JsonElement[] events = json.RootElement.GetProperty("traceEvents").EnumerateArray().ToArray();
        JsonElement[] spans = events.Where(e => e.GetProperty("ph").GetString() == "X").ToArray();
        Assert.Equal(2, spans.GroupBy(e => e.GetProperty("tid").GetInt32()).Count());
        foreach (IGrouping<int, JsonElement> thread in spans.GroupBy(e => e.GetProperty("tid").GetInt32()))
        {
            double end = 0;
            foreach (JsonElement span in thread)
            {
                Assert.True(span.GetProperty("ts").GetDouble() >= end - 1e-6, "Dispatches of a run do not overlap.");
                Assert.True(span.GetProperty("dur").GetDouble() >= 0);
                end = span.GetProperty("ts").GetDouble() + span.GetProperty("dur").GetDouble();
            }
        }

        Assert.Contains(spans, e => e.GetProperty("name").GetString() == "'conv' (Conv)" && e.GetProperty("cat").GetString() == "Conv");
        Assert.Equal(new[] { "trace.json" }, Directory.GetFiles(folder.Location, "trace*").Select(Path.GetFileName));
    }

    [SkippableFact]
    public void An_earlier_run_is_compared_with()
    {
        CommandLine.NeedGl();
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string model = SaveNet(folder), before = folder.File("before.json");
        string report = CommandLine.Run("bench", model, "--backend", "gl", "--runs", "5", "--profile", "--json").Ok();
        File.WriteAllText(before, report);
        string output = CommandLine.Run("bench", model, "--backend", "gl", "--runs", "5", "--profile", "--compare-to", before).Ok();
        Assert.Contains("before ms", output);
        Assert.Contains("dispatches changed by more than their spread", output);
        Assert.DoesNotContain("another", output);

        // As though everything had taken a minute before.
        string slow = System.Text.RegularExpressions.Regex.Replace(report, "\"(ms|p10Ms|p90Ms|medianMs)\": [0-9.E-]+", "\"$1\": 60000");
        File.WriteAllText(before, slow);
        output = CommandLine.Run("bench", model, "--backend", "gl", "--runs", "5", "--profile", "--compare-to", before).Ok();
        Assert.Contains("faster", output);
        Assert.Contains("-100.0 %", output);

        File.WriteAllText(before, slow.Replace("llvmpipe", "another GPU", StringComparison.Ordinal).Replace("net.onnx", "other.onnx", StringComparison.Ordinal));
        output = CommandLine.Run("bench", model, "--backend", "gl", "--runs", "2", "--compare-to", before).Ok();
        Assert.Contains("another network: other.onnx", output);
    }

    [Theory]
    [InlineData("", "no report")]
    [InlineData("{ \"model\": 3 }", "no report")]
    [InlineData("{ \"modell\": \"a\" }", "lacks")]
    [InlineData("{ \"model\": \"a\",", "no report")]
    public void A_file_that_is_no_report_is_refused_before_anything_is_measured(string content, string because)
    {
        using TestFiles.TemporaryFolder folder = TestFiles.NewFolder();
        string file = folder.File("before.json");
        File.WriteAllText(file, content);
        string error = CommandLine.Run("bench", "missing.onnx", "--compare-to", file).BadInput();
        Assert.Contains(because, error);
        Assert.Contains(file, error);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        Assert.Contains("no file 'nowhere.json'", CommandLine.Run("bench", "a.onnx", "--compare-to", "nowhere.json").BadInput());
        Assert.Contains("--backend onnxruntime", CommandLine.Run("bench", "a.onnx", "--profile", "--backend", "onnxruntime").BadInput());
    }

    private static string SaveNet(TestFiles.TemporaryFolder folder)
    {
        float[] weights = Enumerable.Range(0, 8 * 4 * 3 * 3).Select(i => MathF.Sin(i * 0.7f)).ToArray();
        Graph graph = new Net(17).Input("x", 1, 4, 20, 30).Output("y")
            .Constant("w", Tensor.Of(new Shape(8, 4, 3, 3), weights))
            .Node("Conv", "x w", "c", ("pads", new long[] { 1, 1, 1, 1 })).Node("MaxPool", "c", "m", ("kernel_shape", new long[] { 2, 2 })).Node("Relu", "m", "y").Graph();
        graph = graph with { Nodes = graph.Nodes.Select(n => n.Operator == "Conv" ? n with { Name = "conv" } : n).ToArray() };
        string path = folder.File("net.onnx");
        OnnxFile.Save(new Model(graph, new System.Collections.Generic.Dictionary<string, int> { [""] = 17 }), path);
        return path;
    }
}
