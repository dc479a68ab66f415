using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Xunit;

namespace Fovea.Tests.OnnxRuntime;

public sealed class OnnxRuntimeRunnerTests
{
    private static readonly Shape Three = new(3);

    [Fact]
    public void Says_what_it_is_and_runs()
    {
        using IModelRunner runner = OnnxRuntimeRunner.Load(
            new Net(13).Input("x", 3).Node("Neg", "x", "a").Node("Exp", "a", "y").Output("y").Model(), new OnnxRuntimeOptions { Threads = 1 });
        var inputs = new Dictionary<string, Tensor> { ["x"] = Tensor.Vector(0f, 1f, 2f) };

        Assert.Equal("onnxruntime", runner.Backend);
        Assert.Contains("ONNX Runtime", runner.Description);
        Assert.EndsWith("1 thread", runner.Description);
        Assert.Equal("y", runner.Run(inputs).Single().Key);
        Assert.Equal(new[] { 0f, -1f, -2f }, runner.RunAll(inputs)["a"].ToSingles());
        Assert.Equal(MathF.Exp(-2), runner.RunAll(inputs)["y"].ToSingles()[2], 6);
    }

    [SkippableTheory]
    [InlineData(GlApi.OpenGL)]
    [InlineData(GlApi.OpenGLES)]
    public void Runs_in_a_frame_loop_on_what_the_gpu_holds(GlApi api)
    {
        Model net = new Net(13).Input("x", 3).Input("i", ElementType.Int64, 3).Node("Neg", "x", "y").Node("Abs", "i", "j")
            .Output("y").Output("j", ElementType.Int64).Model();
        using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Load(net);
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using (IModelSession session = runner.Open(context))
            {
                Assert.Equal((ElementType.Int64, Three, Layout.RowMajor), (session.Output("j").Type, session.Output("j").Shape, session.Output("j").Layout));
                for (int frame = 1; frame <= 3; frame++)
                {
                    session.Input("x").Range.Buffer.Upload<float>(new[] { frame, 0.5f, -1f });
                    session.Input("i").Range.Buffer.Upload<int>(new[] { -frame, 7, int.MinValue + 1 });
                    Frame(context, session);
                    Assert.Equal(new[] { -frame, -0.5f, 1f }, session.Output("y").Range.Buffer.Read<float>(3));
                    Assert.Equal(new[] { frame, 7, int.MaxValue }, session.Output("j").Range.Buffer.Read<int>(3));
                }

                Assert.Contains("'q'", Assert.Throws<ModelException>(() => session.Input("q")).Message);
            }

            Assert.Empty(context.Leaks());
        });
    }

    [SkippableFact]
    public void A_session_needs_the_shapes_that_the_network_leaves_open()
    {
        var input = new ValueInfo("x", ElementType.Float, new[] { new Dimension(null, "n") });
        Model net = new Net(13).Input("x", 1).Node("Neg", "x", "y").Output("y").Model();
        net = net with { Graph = net.Graph with { Inputs = new[] { input } } };
        using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Load(net);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            Assert.Contains("x: Float [n]", Assert.Throws<ModelException>(() => runner.Open(context)).Message);
            using IModelSession session = runner.Open(context, new Dictionary<string, Shape> { ["x"] = new(5) });
            Assert.Equal(new Shape(5), session.Output("y").Shape);
        });
    }

    [SkippableFact]
    public void A_run_that_fails_says_so_when_polled_and_the_next_one_runs()
    {
        // Gather fails on an index that is out of range, which only the run can know.
        Model net = new Net(13).Input("i", ElementType.Int64, 1).Constant("table", Tensor.Vector(5f, 6f)).Node("Gather", "table i", "y").Output("y").Model();
        using OnnxRuntimeRunner runner = OnnxRuntimeRunner.Load(net);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using IModelSession session = runner.Open(context);
            session.Input("i").Range.Buffer.Upload<int>(new[] { 9 });
            Assert.Throws<ModelException>(() => Frame(context, session));
            session.Input("i").Range.Buffer.Upload<int>(new[] { 1 });
            Frame(context, session);
            Assert.Equal(6f, session.Output("y").Range.Buffer.Read<float>(1)[0]);
        });
    }

    private static void Frame(GpuContext context, IModelSession session)
    {
        using (context.Enter())
            session.Submit();
        Assert.True(session.IsBusy);
        Assert.Throws<InvalidOperationException>(session.Submit);
        for (int i = 0; i < 2000; i++)
        {
            using (context.Enter())
            {
                if (session.Poll())
                {
                    Assert.False(session.IsBusy);
                    return;
                }
            }

            context.Update();
            Thread.Sleep(1);
        }

        Assert.Fail("The run did not end.");
    }
}
