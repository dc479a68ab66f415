using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Passes;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>How the shared networks are planned: few dispatches, little memory, no hazard, and the same results as without passes.</summary>
public sealed class AssetPlanTests
{
    public static IEnumerable<object[]> Names() => new[]
    {
        "blazeface_front_128", "deeplab_v3_mobilenet_257", "espcn_x3_224", "fastestdet_352", "mnist_28", "mobilenet_v2_224", "nanodet_m_416",
        "road_segmentation_adas_0001", "sci_lowlight_320x240", "selfie_segmentation_256x144", "squeezenet1.1_224", "style_mosaic_720",
        "tbefn_lowlight_320x240", "ultraface_rfb_320x240", "yolox_nano_416",
    }.Select(name => new object[] { name });

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Memory_is_near_its_lower_bound_and_no_hazard_is_there(string name)
    {
        foreach (int alignment in new[] { 16, 256 })
        {
            PlanBlueprint plan = Plan(name, alignment).Plan;
            Assert.Empty(HazardChecker.Check(plan));
            Assert.True(plan.Memory.Bytes >= plan.Memory.LowerBound);
            Assert.True(plan.Memory.Bytes <= 1.15 * plan.Memory.LowerBound, $"{plan.Memory.Bytes} bytes, at least {plan.Memory.LowerBound}");
        }
    }

    [SkippableTheory]
    [InlineData("mobilenet_v2_224", 55)]
    [InlineData("blazeface_front_128", 43)]
    public void Dispatches_are_few(string name, int most)
    {
        PlanBlueprint plan = Plan(name, 16).Plan;
        Assert.True(plan.Steps.Count <= most, $"{plan.Steps.Count} dispatches");
    }

    [SkippableFact]
    public void Every_convolution_of_YOLOX_computes_its_own_activation()
    {
        (Graph graph, PlanBlueprint plan) = Plan("yolox_nano_416", 16);
        // Of 113, the two at the beginning of each of eight blocks are one.
        Assert.Equal(105, graph.Nodes.Count(n => n.Operator == "Conv"));
        Assert.DoesNotContain(plan.Steps, s => s.Operator is "Split" or "Concat");
        Assert.DoesNotContain(graph.Nodes, n => n.Operator is "Sigmoid" or "Mul");
        Assert.DoesNotContain(plan.Steps, s => s.Shader.Contains("elementwise", StringComparison.Ordinal));
    }

    /// <summary>Whoever fills a packed input takes its second axis for channels.</summary>
    [SkippableTheory]
    [InlineData("mobilenet_v2_224", Layout.Packed)]
    [InlineData("blazeface_front_128", Layout.RowMajor)]
    [InlineData("deeplab_v3_mobilenet_257", Layout.RowMajor)]
    public void Inputs_are_packed_where_that_saves_a_conversion_and_they_are_maps(string name, Layout layout) =>
        Assert.Equal(layout, Plan(name, 16).Plan.Inputs.Values.Single().Layout);

    [SkippableFact]
    public void A_concatenation_whose_producers_write_in_their_place_costs_nothing()
    {
        (Graph graph, PlanBlueprint plan) = Plan("squeezenet1.1_224", 16);
        Assert.Equal(8, graph.Nodes.Count(n => n.Operator == "Concat"));
        Assert.DoesNotContain(plan.Steps, s => s.Shader.Contains("movement", StringComparison.Ordinal));
    }

    /// <summary>
    /// Fusion changes the order in which numbers are rounded and no more: folding a factor into weights moves a rounding from the sum to each
    /// weight, half a unit in the last place of 24 bits each, and a hundred layers add up to less than 1e-4 of an output's range.
    /// </summary>
    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Results_are_those_of_the_plan_without_passes(string name)
    {
        Model model = OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx"));
        Dictionary<string, Tensor> inputs = Inputs(name, model);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var fused = new GlModelRunner(context, model);
            using var plain = new GlModelRunner(context, model, new PlannerOptions { Optimize = false });
            IReadOnlyDictionary<string, Tensor> a = fused.Run(inputs), b = plain.Run(inputs);
            foreach (string output in b.Keys)
            {
                double[] got = a[output].ToDoubles(), want = b[output].ToDoubles();
                double range = want.Max() - want.Min();
                Assert.True(range > 0, $"{output} is the same everywhere, which tells nothing.");
                for (int i = 0; i < want.Length; i++)
                    Assert.True(Math.Abs(got[i] - want[i]) <= 1e-4 * range, $"{output}[{i}] is {got[i]}, and {want[i]} without passes.");
            }
        });
    }

    private static Dictionary<string, Tensor> Inputs(string name, Model model) =>
        Directory.Exists(TestFiles.Asset($"golden/{name}")) ? Golden.Load(name).Inputs.ToDictionary(i => i.Key, i => i.Value)
            : LayerComparison.RandomInputs(model.Graph.Inputs, 1);

    private static (Graph Graph, PlanBlueprint Plan) Plan(string name, int alignment)
    {
        Graph graph = Canonicalizer.Apply(OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx")));
        Dictionary<string, Shape> shapes = graph.Inputs.ToDictionary(i => i.Name, i => new Shape(i.Dimensions!.Select(d => d.Value ?? 1).ToArray()));
        var options = new PlannerOptions();
        graph = PassPipeline.Apply(graph, shapes, OperatorRegistry.Default, options);
        GpuLimits limits = GpuLimits.Portable with { StorageAlignment = alignment, MaxStorageRange = 1L << 30 };
        return (graph, Planner.Plan(graph, ShapeInference.Infer(graph, shapes), OperatorRegistry.Default, limits, options));
    }
}
