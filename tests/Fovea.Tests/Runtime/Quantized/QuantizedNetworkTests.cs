using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace Fovea.Tests.Runtime.Quantized;

/// <summary>Networks as quantizers leave them, against ONNX Runtime on the same file: within a quantum of each output, and the same class.</summary>
/// <remarks>
/// Where floats are summed before they are rounded, the order of the sum decides to which side a value halfway between two quanta falls,
/// and what follows multiplies that. So ONNX Runtime differs from itself, with and without its optimizations: as much is allowed on top.
/// </remarks>
public sealed class QuantizedNetworkTests
{
    private static readonly Dictionary<string, Func<QuantizedGraph, Model>> Forms = new()
    {
        ["QDQ"] = QuantizedForms.Qdq,
        ["QLinear"] = QuantizedForms.QLinear,
        ["dynamic"] = QuantizedForms.Dynamic,
    };

    public static IEnumerable<object[]> Cases() =>
        from network in new[] { "small", "squeezenet1.1_224", "mobilenet_v2_224" }
        from form in Forms.Keys
        select new object[] { network, form };

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Within_a_quantum(string network, string form)
    {
        SkipWithoutOnnxRuntime();
        (Model model, IReadOnlyDictionary<string, Tensor> feeds) = Load(network);
        var graph = new QuantizedGraph(model, feeds);
        Model quantized = Saved(Forms[form](graph));
        IReadOnlyDictionary<string, Tensor> expected = OnOnnxRuntime(quantized, feeds);
        IReadOnlyDictionary<string, Tensor> fused = OnOnnxRuntime(quantized, feeds, GraphOptimizationLevel.ORT_ENABLE_ALL);
        foreach (GlApi api in network == "small" ? new[] { GlApi.OpenGL, GlApi.OpenGLES } : new[] { GlApi.OpenGL })
        {
            IReadOnlyDictionary<string, Tensor> actual = OnGpu(quantized, feeds, api);
            foreach ((string name, Tensor output) in expected)
                AssertClose(name, output, actual[name], graph.StepOf(name) * 1.001f + Distance(output, fused[name]));
        }
    }

    [SkippableTheory]
    [InlineData("small", false)]
    [InlineData("small", true)]
    [InlineData("squeezenet1.1_224", false)]
    [InlineData("mobilenet_v2_224", true)]
    public void Half_precision(string network, bool inside)
    {
        SkipWithoutOnnxRuntime();
        (Model model, IReadOnlyDictionary<string, Tensor> feeds) = Load(network);
        Model half = Saved(HalfForm.Of(model, inside));
        var own = feeds.ToDictionary(f => f.Key, f => inside ? f.Value : f.Value.Convert(ElementType.Float16));
        IReadOnlyDictionary<string, Tensor> expected = OnOnnxRuntime(half, own), full = OnOnnxRuntime(model, feeds), actual = OnGpu(half, own, GlApi.OpenGL);
        foreach ((string name, Tensor output) in expected)
        {
            Assert.Equal(inside ? ElementType.Float : ElementType.Float16, actual[name].Type);
            // ONNX Runtime rounds what every operator makes to 11 bits, Fovea what leaves the network: it may be as far from ONNX Runtime as
            // that is from the float network, and a step of the largest value's more; and from the float network, no farther.
            float step = full[name].ToSingles().Max(Math.Abs) / 1024, rounding = Distance(output, full[name]);
            AssertClose(name, output, actual[name], rounding + step);
            AssertClose(name, full[name], actual[name].Convert(ElementType.Float), rounding + step);
        }
    }

    private static (Model Model, IReadOnlyDictionary<string, Tensor> Feeds) Load(string network)
    {
        if (network == "small")
            return (Small(), new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(2, 3, 13, 9)) });
        Golden golden = Golden.Load(network);
        return (OnnxFile.Load(golden.ModelPath), golden.Inputs);
    }

    // A stem, pooling, a depthwise and a pointwise convolution around a shortcut, and a linear head.
    private static Model Small() => new Net(13).Input("x", 2, 3, 13, 9).Output("y")
        .Constant("w0", Weights(13, 3, 3, 3)).Constant("b0", Weights(13)).Constant("w1", Weights(13, 1, 3, 3)).Constant("w2", Weights(13, 13, 1, 1))
        .Constant("b2", Weights(13)).Constant("w3", Weights(13, 7)).Constant("b3", Weights(7))
        .Node("Conv", "x w0 b0", "c0", ("pads", new long[] { 1, 1, 1, 1 })).Node("Relu", "c0", "r0")
        .Node("MaxPool", "r0", "p0", ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))
        .Node("Conv", "p0 w1", "c1", ("group", 13L), ("pads", new long[] { 1, 1, 1, 1 })).Node("LeakyRelu", "c1", "r1", ("alpha", 0.1f))
        .Node("Conv", "r1 w2 b2", "c2").Node("Add", "c2 p0", "s2")
        .Node("GlobalAveragePool", "s2", "g").Node("Flatten", "g", "f").Node("MatMul", "f w3", "m").Node("Add", "m b3", "y").Model();

    private static Tensor Weights(params int[] dims) => Samples.Floats(new Shape(dims), dims.Length, -0.5, 0.5);

    private static void AssertClose(string name, Tensor expected, Tensor actual, float allowed)
    {
        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(expected.Shape, actual.Shape);
        float[] want = expected.ToSingles(), got = actual.ToSingles();
        float worst = Distance(expected, actual);
        Assert.True(worst <= allowed, $"{name} is off by {worst}; {allowed} is allowed.");
        int classes = expected.Shape[-1];
        for (int row = 0; row < want.Length && expected.Shape.Rank == 2; row += classes)
            Assert.Equal(Highest(want, row, classes), Highest(got, row, classes));
    }

    private static float Distance(Tensor a, Tensor b) => a.ToSingles().Zip(b.ToSingles(), (x, y) => Math.Abs(x - y)).Max();

    private static int Highest(float[] values, int row, int classes) => Array.IndexOf(values, values.Skip(row).Take(classes).Max(), row);

    private static Model Saved(Model model)
    {
        using var file = new MemoryStream();
        OnnxFile.Save(model, file);
        return OnnxFile.Load(file.ToArray());
    }

    private static IReadOnlyDictionary<string, Tensor> OnOnnxRuntime(
        Model model, IReadOnlyDictionary<string, Tensor> feeds, GraphOptimizationLevel optimization = GraphOptimizationLevel.ORT_DISABLE_ALL)
    {
        var options = new OnnxRuntimeOptions { Threads = 1, Optimization = optimization };
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(model, options);
        return session.Run(feeds);
    }

    private static IReadOnlyDictionary<string, Tensor> OnGpu(Model model, IReadOnlyDictionary<string, Tensor> feeds, GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        using var runner = new GlModelRunner(context, model, new PlannerOptions { Poison = true });
        return runner.Run(feeds);
    });

    private static void SkipWithoutOnnxRuntime()
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
    }
}
