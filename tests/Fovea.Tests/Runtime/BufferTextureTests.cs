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

public sealed class BufferTextureTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory]
    [MemberData(nameof(Apis))]
    public void Kernels_read_the_same_through_textures(GlApi api)
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        Net net = Blocks();
        var feeds = new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(2, 3, 11, 9)) };
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(net.Bytes());
        Tensor expected = session.Run(feeds)["y"];
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            Skip.If(context.Limits.MaxBufferTexels == 0, "This context has no buffer textures.");
            uint host = gl.GenTexture();
            gl.ActiveTexture(Silk.NET.OpenGL.GLEnum.Texture0);
            gl.BindTexture(Silk.NET.OpenGL.GLEnum.TextureBuffer, host);
            foreach (bool textures in new[] { true, false })
            {
                var options = new PlannerOptions { Poison = true, BufferTextures = textures };
                using var runner = new GlModelRunner(context, net.Model(), options);
                SortedDictionary<string, string> before = StateSnapshot.Of(gl, api == GlApi.OpenGLES);
                Tensor actual = runner.Run(feeds)["y"];
                Assert.Equal(before, StateSnapshot.Of(gl, api == GlApi.OpenGLES));
                Assert.Null(Comparison.Difference(expected, actual, 1e-5, false));

                PlanBlueprint blueprint = runner.PlanFor(new Dictionary<string, Shape>()).Blueprint;
                Assert.Empty(HazardChecker.Check(blueprint));
                Assert.Equal(textures, blueprint.Steps.Any(s => s.Bindings.Any(b => b.IsTexture)));
            }

            gl.DeleteTexture(host);
            Assert.DoesNotContain(context.Leaks(), leak => leak.StartsWith("Texture", System.StringComparison.Ordinal));
        });
    }

    /// <summary>Where a CPU does the work, invocations make more: as many as fit a map without waste, so sizes are many.</summary>
    [SkippableFact]
    public void Convolutions_of_every_width_and_depth()
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        OperatorCase[] cases = new[] { (3, 4), (7, 7), (5, 14), (9, 16) }.SelectMany(map => new[] { 4, 9, 13 }.SelectMany(m => new[]
        {
            new OperatorCase("Conv").On(2, 6, map.Item1, map.Item2).Weights(m, 6, 1, 1).Weights(m),
            new OperatorCase("Conv").Pads(1).On(1, 6, map.Item1, map.Item2).Weights(m, 6, 3, 3).Weights(m),
            new OperatorCase("Conv").Pads(3).Dilation(3).On(1, 6, map.Item1, map.Item2 + 4).Weights(m, 6, 3, 3),
            new OperatorCase("Conv").Pads(2).Stride(2).On(1, 3, map.Item1, map.Item2).Weights(m, 3, 5, 5).Weights(m),
        })).Append(new OperatorCase("Conv").Set("group", 2).Pads(1).On(1, 12, 7, 9).Weights(48, 6, 3, 3).Weights(48))
            .Append(new OperatorCase("Conv").On(1, 6, 1, 1).Weights(13, 6, 1, 1).Weights(13))
            .Append(new OperatorCase("Gemm").On(1, 33).Weights(33, 10).Weights(10)).ToArray();
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            Skip.If(context.Limits.MaxBufferTexels == 0, "This context has no buffer textures.");
            foreach (OperatorCase c in cases)
            {
                using var memory = new System.IO.MemoryStream();
                OnnxFile.Save(c.Build(), memory);
                using OnnxRuntimeSession session = OnnxRuntimeSession.Load(memory.ToArray());
                using var runner = new GlModelRunner(context, c.Build(), new PlannerOptions { Poison = true, BufferTextures = true });
                string? difference = Comparison.Difference(session.Run(c.Feeds)["y0"], runner.Run(c.Feeds)["y0"], 1e-5, false);
                Assert.True(difference is null, $"{c}: {difference}");
            }
        });
    }

    // What mobile networks are made of: a stem, a depthwise and a pointwise convolution with a residual, and a classifier.
    private static Net Blocks() => new Net(21)
        .Input("x", 2, 3, 11, 9)
        .Constant("w0", Samples.Floats(new Shape(10, 3, 3, 3), 1))
        .Constant("b0", Samples.Floats(new Shape(10), 2))
        .Constant("w1", Samples.Floats(new Shape(10, 1, 3, 3), 3))
        .Constant("w2", Samples.Floats(new Shape(10, 10, 1, 1), 4))
        .Constant("w3", Samples.Floats(new Shape(10, 5, 9, 9), 5))
        .Node("Conv", "x w0 b0", "a", ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 2, 2 }))
        .Node("Relu", "a", "r")
        .Node("Conv", "r w1", "d", ("pads", new long[] { 1, 1, 1, 1 }), ("group", 10L))
        .Node("Conv", "d w2", "p")
        .Node("Add", "r p", "s")
        .Node("Conv", "s w3", "y", ("pads", new long[] { 4, 4, 4, 4 }), ("group", 2L))
        .Output("y");
}
