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

namespace Fovea.Tests.Networks;

/// <summary>
/// Networks of torchvision agree with ONNX Runtime in every value that they compute, as they are and after the passes. With the
/// environment variable <c>FOVEA_NETWORKS</c> at <c>all</c>, each in every operator set that PyTorch exports.
/// </summary>
public sealed class ExportedNetworkTests : IClassFixture<ExportedNetworks>
{
    // Of a layer's largest value; and of ones, where a layer is but rounding errors, as the mean of what has none.
    private const double Relative = 1e-3, Absolute = 1e-6;

    private const string None = "none";

    // Batches of three at an odd size where that takes seconds; one image, smaller, where it would take minutes.
    private static readonly (string Name, int Opset, string Input)[] Networks =
    {
        ("mobilenet_v2", 11, "3x193x257"), ("mobilenet_v3", 12, "3x193x257"), ("resnet18", 13, "3x193x257"), ("squeezenet", 14, "3x193x257"),
        ("shufflenet", 15, "3x193x257"), ("efficientnet_b0", 16, "3x193x257"), ("densenet121", 11, "1x129x97"), ("regnet", 12, "3x193x257"),
        ("mnasnet", 13, "3x193x257"), ("googlenet", 14, "1x129x97"), ("inception_v3", 15, "1x139x97"), ("convnext_tiny", 16, "1x97x129"),
        ("vit_b_16", 14, "1x64x64"), ("fcn_resnet50", 11, "1x65x97"), ("deeplabv3_mobilenet", 12, "1x97x129"), ("lraspp", 13, "1x97x129"),
        ("resnet50", 16, "1x97x129"), ("ssdlite320_heads", 12, "1x320x320"), ("retinanet_heads", 13, "1x97x129"),
    };

    private static readonly int[] Opsets = { 11, 12, 13, 14, 15, 16 };

    private readonly ExportedNetworks _networks;

    /// <summary>Takes the exported files.</summary>
    public ExportedNetworkTests(ExportedNetworks networks) => _networks = networks;

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

    private static IEnumerable<string> All => Environment.GetEnvironmentVariable("FOVEA_NETWORKS") == "all"
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

    private void Compare(GlApi api, string task)
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        Model model = OnnxFile.Load(_networks.File(task, All));
        Dictionary<string, Tensor> inputs = LayerComparison.RandomInputs(model.Graph.Inputs, seed: 1);
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(model);
        IReadOnlyDictionary<string, Tensor> expected = reference.RunAll(inputs);
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            foreach (bool optimize in new[] { false, true })
            {
                using var runner = new GlModelRunner(context, model, new PlannerOptions { Optimize = optimize });
                IReadOnlyDictionary<string, Tensor> actual = runner.RunAll(inputs);
                int compared = 0;
                foreach ((string name, Tensor want) in expected.Where(e => actual.ContainsKey(e.Key)))
                {
                    Assert.Equal(want.Shape, actual[name].Shape);
                    float[] a = want.ToSingles(), b = actual[name].ToSingles();
                    float range = a.Select(Math.Abs).DefaultIfEmpty(0).Max();
                    for (int i = 0; i < a.Length; i++)
                        Assert.True(Math.Abs(a[i] - b[i]) <= (Relative * range) + Absolute, $"{name}[{i}] is {b[i]}, not {a[i]} (optimized: {optimize}).");
                    compared++;
                }

                Assert.True(compared >= model.Graph.Outputs.Count);
                Assert.All(model.Graph.Outputs, o => Assert.True(actual[o.Name].ToSingles().Max(Math.Abs) > 1e-3, $"{o.Name} has vanished."));
            }
        });
    }
}
