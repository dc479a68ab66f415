using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>A network of open batch and size: what a new size costs, counted.</summary>
public sealed class DynamicShapeTests
{
    private static readonly Shape[] Sizes = { new(1, 3, 9, 13), new(2, 3, 17, 11), new(5, 3, 8, 8), new(1, 3, 33, 29) };

    // For sizes alike the same kernels are chosen; an odd width, or a single image, has others, whose code differs.
    private static readonly Shape[] Alike = { new(2, 3, 32, 64), new(3, 3, 48, 96), new(5, 3, 64, 32), new(2, 3, 128, 160) };

    [SkippableFact]
    public void A_new_size_makes_one_plan_and_no_weights_or_programs_anew() => GlThread.RunOnHost(GlApi.OpenGL, host =>
    {
        var counted = new InterceptedGl(host.GetProcAddress);
        using GpuContext context = GpuContext.Attach(counted.GL);
        using var runner = new GlModelRunner(context, Open());
        bool followsSize = !context.Info.IsSoftware; // to fill a GPU, a small map takes other kernels and groups than a large one
        var uploaded = new HashSet<string>();
        var known = new HashSet<string>();
        for (int i = 0; i < Alike.Length; i++)
        {
            counted.Reset();
            runner.Run(Feed(Alike[i]));
            Assert.Equal(i + 1, runner.Plans.Count());
            int programs = counted.Count("glCreateProgram");
            HashSet<string> now = runner.Plans.Last().Blueprint.Steps.Select(s => $"{s.Shader} {s.Defines}").ToHashSet();
            now.ExceptWith(known);
            string built = $"{Alike[i]} built {programs} programs: {string.Join("; ", now)}.";

            // Where a resizing reads follows from the size; all else that is on the GPU already stays.
            string[] all = runner.Plans.Last().Blueprint.Weights.Select(w => w.Key).ToArray();
            string[] more = all.Except(uploaded).Where(key => !key.StartsWith("resize|", StringComparison.Ordinal)).ToArray();
            if (i == 0)
            {
                Assert.True(programs > 0, built);
            }
            else if (followsSize)
            {
                Assert.True(programs <= now.Count, built); // those that no size before had
                Assert.True(more.Length == 0 || now.Count > 0, string.Join("; ", more)); // another kernel may want them in another order
            }
            else
            {
                Assert.True(programs == 0, built);
                Assert.Empty(more);
            }

            known.UnionWith(now);
            uploaded.UnionWith(all);
        }

        foreach (Shape size in Alike)
        {
            counted.Reset();
            runner.Run(Feed(size));
            Assert.Equal(Alike.Length, runner.Plans.Count());
            Assert.Equal(0, counted.Count("glCreateProgram") + counted.Count("glGenBuffers"));
        }
    });

    [SkippableFact]
    public void Every_size_gives_what_ONNX_Runtime_gives()
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        Model model = Open();
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(model);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new GlModelRunner(context, model);
            foreach (Shape size in Sizes.Concat(Sizes))
            {
                Dictionary<string, Tensor> feed = Feed(size);
                Assert.Null(Comparison.Difference(reference.Run(feed)["y"], runner.Run(feed)["y"], 1e-5, false));
            }
        });
    }

    [SkippableFact]
    public void A_batch_of_nothing_gives_nothing() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var runner = new GlModelRunner(context, Open());
        Assert.Equal(new Shape(0, 2), runner.Run(Feed(new Shape(0, 3, 9, 13)))["y"].Shape);
        Assert.Equal(new Shape(2, 2), runner.Run(Feed(new Shape(2, 3, 9, 13)))["y"].Shape);
    });

    private static Dictionary<string, Tensor> Feed(Shape shape) => new() { ["x"] = Samples.Floats(shape, 1) };

    // A convolution of each kind, a pool, a residual, a resizing that follows the size, and a classifier.
    private static Model Open()
    {
        Model model = new Net(13).Input("x", 1, 3, 9, 13).Output("y")
            .Constant("w0", Samples.Floats(new Shape(5, 3, 3, 3), 1)).Constant("w1", Samples.Floats(new Shape(5, 1, 3, 3), 2)).Constant("w2", Samples.Floats(new Shape(5, 5, 1, 1), 3))
            .Constant("w3", Samples.Floats(new Shape(5, 2), 4)).Constant("b3", Samples.Floats(new Shape(2), 5)).Constant("scales", Tensor.Vector(1f, 1f, 2f, 2f))
            .Node("Conv", "x w0", "a", ("pads", new[] { 1L, 1, 1, 1 })).Node("Relu", "a", "b").Node("Conv", "b w1", "c", ("pads", new[] { 1L, 1, 1, 1 }), ("group", 5L))
            .Node("Conv", "c w2", "d").Node("Add", "d b", "e").Node("MaxPool", "e", "f", ("kernel_shape", new[] { 2L, 2 }), ("strides", new[] { 2L, 2 }))
            .Node("Resize", "f - scales", "g", ("mode", "nearest")).Node("GlobalAveragePool", "g", "h").Node("Flatten", "h", "i").Node("Gemm", "i w3 b3", "y").Model();
        var open = new ValueInfo("x", ElementType.Float, new[] { new Dimension(null, "batch"), new Dimension(3, null), new Dimension(null, "height"), new Dimension(null, "width") });
        return model with { Graph = model.Graph with { Inputs = new[] { open } } };
    }
}
