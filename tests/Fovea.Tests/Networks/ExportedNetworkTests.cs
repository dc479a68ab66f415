using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Xunit;
using Xunit.Abstractions;

namespace Fovea.Tests.Networks;

/// <summary>
/// Networks of torchvision agree with ONNX Runtime in every value that they compute, as they are and after the passes. With the
/// environment variable <c>FOVEA_NETWORKS</c> at <c>all</c>, each in every operator set that PyTorch exports.
/// </summary>
public sealed class ExportedNetworkTests : IClassFixture<ExportedNetworks>
{
    // Of a layer's range. A layer that is but rounding errors, as the mean of what has none, may differ by what rounding explains.
    private const double Tolerance = 1e-3;

    // Of an element itself: eight units in the last place. What goes into a layer are sums of hundreds of terms, added up in another order; where
    // all elements are nearly alike, as a variance of normalized maps, that is more than a thousandth of their span.
    private const double Inherited = 8.0 / (1 << 23);

    private const string None = "none";

    // Of boxes in pixels, and of scores.
    private const double BoxTolerance = 0.05, ScoreTolerance = 1e-4;

    // Batches of three at an odd size; a vision transformer takes the size that it was made for.
    private static readonly (string Name, int Opset, string Input)[] Networks =
    {
        ("mobilenet_v2", 11, "3x193x257"), ("mobilenet_v3", 12, "3x193x257"), ("resnet18", 13, "3x193x257"), ("squeezenet", 14, "3x193x257"),
        ("shufflenet", 15, "3x193x257"), ("efficientnet_b0", 16, "3x193x257"), ("densenet121", 11, "3x193x257"), ("regnet", 12, "3x193x257"),
        ("mnasnet", 13, "3x193x257"), ("googlenet", 14, "3x193x257"), ("inception_v3", 15, "3x193x257"), ("convnext_tiny", 16, "3x193x257"),
        ("vit_b_16", 14, "3x64x64"), ("fcn_resnet50", 11, "3x193x257"), ("deeplabv3_mobilenet", 12, "3x193x257"), ("lraspp", 13, "3x193x257"),
        ("resnet50", 16, "3x193x257"), ("ssdlite320_heads", 12, "3x193x257"), ("retinanet_heads", 13, "3x193x257"),
    };

    private static readonly int[] Opsets = { 11, 12, 13, 14, 15, 16 };

    private readonly ExportedNetworks _networks;
    private readonly ITestOutputHelper _output;

    /// <summary>Takes the exported files.</summary>
    public ExportedNetworkTests(ExportedNetworks networks, ITestOutputHelper output)
    {
        _networks = networks;
        _output = output;
    }

    /// <summary>Each network in one operator set, and one of them in each; or each in all.</summary>
    public static TheoryData<string> Tasks
    {
        get
        {
            var rows = new TheoryData<string>();
            foreach (string task in ExportedNetworks.WhyUnavailable is null ? All : new[] { None })
                rows.Add(task);
            return rows;
        }
    }

    /// <summary>The detector in one operator set, or in all.</summary>
    public static TheoryData<string> Detectors
    {
        get
        {
            var rows = new TheoryData<string>();
            foreach (string task in ExportedNetworks.WhyUnavailable is null ? Whole : new[] { None })
                rows.Add(task);
            return rows;
        }
    }

    private static IEnumerable<string> Whole => (Everything ? Opsets : new[] { 13 }).Select(opset => $"ssdlite320:{opset}:1x193x257");

    private static bool Everything => Environment.GetEnvironmentVariable("FOVEA_NETWORKS") == "all";

    private static IEnumerable<string> All => Everything
        ? Networks.SelectMany(n => Opsets.Select(opset => $"{n.Name}:{opset}:{n.Input}"))
        : Networks.Select(n => $"{n.Name}:{n.Opset}:{n.Input}").Concat(Opsets.Select(opset => $"mobilenet_v3:{opset}:3x193x257")).Distinct();

    [SkippableTheory]
    [MemberData(nameof(Tasks))]
    public void Every_layer_agrees_with_ONNX_Runtime(string task)
    {
        Skip.If(task == None, ExportedNetworks.WhyUnavailable);
        Compare(GlApi.OpenGL, task);
    }

    [SkippableFact]
    public void One_agrees_on_OpenGL_ES()
    {
        Skip.If(ExportedNetworks.WhyUnavailable is not null, ExportedNetworks.WhyUnavailable);
        Compare(GlApi.OpenGLES, "mobilenet_v3:12:3x193x257");
    }

    // Their order may differ where scores are equal.
    [SkippableTheory]
    [MemberData(nameof(Detectors))]
    public void A_whole_detector_finds_the_same(string task)
    {
        Skip.If(task == None, ExportedNetworks.WhyUnavailable);
        Run(GlApi.OpenGL, task, (_, reference, runner, inputs) =>
        {
            List<(float[] Box, float Score, long Label)> expected = Detections(reference.Run(inputs), reference), actual = Detections(runner.Run(inputs), runner);
            Assert.InRange(expected.Count, 20, 299);
            Assert.Equal(expected.Count, actual.Count);
            foreach ((float[] box, float score, long label) in expected)
            {
                int found = actual.FindIndex(a => a.Label == label && Math.Abs(a.Score - score) <= ScoreTolerance
                    && a.Box.Zip(box, (x, y) => Math.Abs(x - y)).Max() <= BoxTolerance);
                Assert.True(found >= 0, $"Nothing is found of class {label} with score {score} at {string.Join(", ", box)}.");
                actual.RemoveAt(found);
            }

            _output.WriteLine($"{task}: {expected.Count} detections of {expected.Select(e => e.Label).Distinct().Count()} classes");
        });
    }

    private static List<(float[] Box, float Score, long Label)> Detections(IReadOnlyDictionary<string, Tensor> outputs, IModelRunner runner)
    {
        Tensor[] found = runner.Outputs.Select(o => outputs[o.Name]).ToArray();
        float[] boxes = found[0].ToSingles(), scores = found[1].ToSingles();
        long[] labels = found[2].ToIntegers();
        return scores.Select((score, i) => (boxes.AsSpan(4 * i, 4).ToArray(), score, labels[i])).ToList();
    }

    private void Compare(GlApi api, string task)
    {
        IReadOnlyDictionary<string, Tensor>? expected = null;
        Run(api, task, (model, reference, runner, inputs) =>
        {
            IReadOnlyList<LayerDifference> layers = LayerComparison.Compare(model, expected ??= reference.RunAll(inputs), runner.RunAll(inputs), inputs);
            LayerDifference? wrong = layers.FirstOrDefault(
                layer => layer.Exceeds(Tolerance) && !(layer.Largest <= Inherited * Math.Abs(layer.Reference)));
            Assert.True(wrong is null, $"{wrong?.Operator} {wrong?.Name}[{string.Join(", ", wrong?.Position ?? [])}] is {wrong?.Tested}, not {wrong?.Reference}.");
            Assert.All(reference.Outputs, o => Assert.True(expected[o.Name].ToSingles().Max(Math.Abs) > 1e-3, $"{o.Name} has vanished."));
            LayerDifference worst = layers.Where(layer => layer.Largest > layer.Floor).MaxBy(layer => layer.Relative) ?? layers[0];
            _output.WriteLine($"{task}: {layers.Count} values, largest error {worst.Relative:E1} of the range of {worst.Name}");
        });
    }

    // Runs as it is and after the passes.
    private void Run(GlApi api, string task, Action<Model, IModelRunner, IModelRunner, IReadOnlyDictionary<string, Tensor>> compare)
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        Model model = OnnxFile.Load(_networks.File(task, All.Concat(Whole)));
        Dictionary<string, Tensor> inputs = LayerComparison.RandomInputs(model.Graph.Inputs, seed: 1);
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(model);
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            foreach (bool optimize in new[] { false, true })
            {
                using var runner = new GlModelRunner(context, model, new PlannerOptions { Optimize = optimize });
                compare(model, reference, runner, inputs);
            }
        });
    }
}
