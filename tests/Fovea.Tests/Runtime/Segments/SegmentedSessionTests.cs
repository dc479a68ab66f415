using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Runtime.Segments;

/// <summary>Networks that go on with what only a run tells, in a frame loop: as whole runs compute, which ONNX Runtime vouches for.</summary>
public sealed class SegmentedSessionTests
{
    // The shortest time, in milliseconds: less than any step takes, so that a run takes a frame a step however fast the device is.
    private const double StepAFrame = 0.0001;

    // What a frame may do of all that is watched: look at what has certainly arrived.
    private static readonly string[] Harmless = { "glMapBufferRange", "glGetQueryObjectuiv", "glGetQueryObjectui64v" };

    // Of scores above a limit, the columns of another map; z joins only behind the cut.
    private static Net Search => new Net(17).Input("x", 1, 5, 41, 37).Input("z", 1, 3).Output("y").Output("rest").Output("count", ElementType.Int64)
        .Constant("w", Samples.Floats(new Shape(3, 5, 3, 3))).Constant("flat", Tensor.Vector(3L, -1L)).Constant("limit", Tensor.Scalar(6f))
        .Constant("first", Tensor.Vector(0L)).Constant("second", Tensor.Vector(1L)).Constant("two", Tensor.Vector(2L))
        .Node("Conv", "x w", "c", ("kernel_shape", new[] { 3L, 3L }), ("pads", new[] { 1L, 1L, 1L, 1L }))
        .Node("Relu", "c", "r").Node("Sigmoid", "c", "rest")
        .Node("Reshape", "r flat", "m").Node("ReduceSum", "m first", "s", ("keepdims", 0L)).Node("Greater", "s limit", "hits")
        .Node("NonZero", "hits", "found").Node("Squeeze", "found first", "places").Node("Gather", "m places", "picked", ("axis", 1L))
        .Node("Shape", "picked", "size").Node("Slice", "size second two", "count").Node("MatMul", "z picked", "y");

    // One search decides what another searches: two cuts.
    private static Net Twice => new Net(17).Input("x", 97, 61).Output("y").Constant("half", Tensor.Scalar(1.8f)).Constant("zero", Tensor.Vector(0L))
        .Constant("flat", Tensor.Vector(-1L)).Constant("three", Tensor.Vector(3L))
        .Node("Sin", "x", "s").Node("Abs", "x", "a").Node("Greater", "a half", "g").Node("Reshape", "g flat", "picks").Node("Compress", "s picks", "p")
        .Node("Abs", "p", "q").Node("Shape", "q", "n").Node("Min", "n three", "k").Node("TopK", "q k", "t i").Node("Mul", "t t", "y");

    [SkippableTheory]
    [InlineData(GlApi.OpenGL, null)]
    [InlineData(GlApi.OpenGL, StepAFrame)]
    [InlineData(GlApi.OpenGLES, null)]
    public void A_search_goes_on_when_its_finds_have_arrived(GlApi api, double? budget) => Check(api, Search, budget, new[] { Feed(1), Feed(2), Feed(3, 0) });

    [SkippableTheory, InlineData(null), InlineData(StepAFrame)]
    public void What_a_search_finds_decides_what_another_searches(double? budget) => Check(
        GlApi.OpenGL, Twice, budget,
        new[] { 1, 5 }.Select(seed => new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(97, 61), seed) }).ToArray());

    // Nobody but the GPU has the input that decides a shape, nor the one that is searched.
    [SkippableFact]
    public void Inputs_that_only_the_GPU_has_decide_shapes_too() => Check(
        GlApi.OpenGL,
        new Net(17).Input("x", 2, 6).Input("shape", ElementType.Int64, 2).Output("y").Output("found", ElementType.Int64).Constant("w", Samples.Floats(new Shape(6, 6)))
            .Node("MatMul", "x w", "m").Node("Reshape", "m shape", "y").Node("NonZero", "x", "found"),
        null,
        new[] { 3L, 4L, 1L, 3L }.Select(rows => new Dictionary<string, Tensor>
        {
            ["x"] = Samples.Floats(new Shape(2, 6), (int)rows),
            ["shape"] = Tensor.Vector(rows, -1L),
        }).ToArray());

    // More turns than plans are kept for later: what each turn left is read at the end.
    [SkippableFact]
    public void A_loop_of_many_turns_keeps_what_they_leave()
    {
        Graph body = new Net(17).Input("turn", ElementType.Int64).Input("goes", ElementType.Bool).Input("v", 5000)
            .Output("again", ElementType.Bool).Output("w").Output("sum")
            .Constant("factor", Tensor.Scalar(0.9f)).Constant("limit", Tensor.Scalar(1f)).Constant("axis", Tensor.Vector(0L))
            .Node("Mul", "v factor", "w").Node("ReduceSum", "w axis", "sum").Node("Abs", "sum", "size").Node("ReduceMax", "size", "most", ("keepdims", 0L))
            .Node("Greater", "most limit", "again").Graph("body");
        Check(
            GlApi.OpenGL,
            new Net(17).Input("x", 5000).Output("y").Output("sums").Constant("start", Tensor.Scalar(true)).Node("Relu", "x", "r").Node("Loop", "- start r", "y sums", ("body", body)),
            null,
            new[] { new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(5000), 1) } },
            keepsAll: false);
    }

    [SkippableFact]
    public void Until_a_run_is_done_nobody_knows_how_large_its_outputs_are() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        using var runner = new GlModelRunner(context, Search.Model());
        using IModelSession session = runner.Open(context);
        Assert.Contains("'y'", Assert.Throws<InvalidOperationException>(() => session.Output("y")).Message);
        Assert.Contains("'count'", Assert.Throws<ModelException>(() => session.Output("nothing")).Message);
        Assert.Contains("'z'", Assert.Throws<ModelException>(() => session.Input("nothing")).Message);
        using (context.Enter())
            session.Submit();
        Assert.Throws<InvalidOperationException>(session.Submit);
    });

    private static Dictionary<string, Tensor> Feed(int seed, double scale = 2) => new()
    {
        ["x"] = Samples.Floats(new Shape(1, 5, 41, 37), seed, -scale, scale),
        ["z"] = Samples.Floats(new Shape(1, 3), seed),
    };

    private static void Check(GlApi api, Net net, double? budget, IReadOnlyList<Dictionary<string, Tensor>> feeds, bool keepsAll = true) => GlThread.RunOnHost(api, host =>
    {
        var intercepted = new InterceptedGl(host.GetProcAddress);
        using GpuContext context = GpuContext.Attach(intercepted.GL);
        Model model = net.Model();
        using var runner = new GlModelRunner(context, model);
        using (IModelSession session = runner.Open(context))
        {
            // Sizes that were seen once come up again, with nothing left to make.
            for (int round = 0; round < 3; round++)
            {
                foreach (Dictionary<string, Tensor> feed in feeds)
                {
                    if (round == 2)
                        intercepted.Reset();
                    Frames(context, session, feed, budget);
                    if (round == 2 && keepsAll)
                        Assert.Empty(intercepted.Called().Select(c => c.Split(" x ")[0]).Where(c => !c.StartsWith("glGetInt") && !c.StartsWith("glIs") && !c.StartsWith("glGetB") && !c.StartsWith("glGetF") && !c.StartsWith("glGetTex")).Except(Harmless));
                    IReadOnlyDictionary<string, Tensor> expected = runner.Run(feed);
                    foreach (string name in model.Graph.Outputs.Select(o => o.Name))
                        Assert.Null(Comparison.Difference(expected[name], Read(session.Output(name)), 1e-6, elementByElement: false) is { } difference ? $"{name} {difference}" : null);
                }
            }
        }

        runner.Dispose();
        Assert.DoesNotContain(context.Leaks(), leak => !leak.StartsWith("Program"));
    });

    // Fills, submits and goes on, a frame at a time.
    private static void Frames(GpuContext context, IModelSession session, Dictionary<string, Tensor> feed, double? budget)
    {
        int frames = 0;
        bool done = false;
        for (; !done; frames++)
        {
            Assert.True(frames < 20_000);
            using (context.Enter())
            {
                context.Update();
                if (frames == 0)
                {
                    foreach ((string name, Tensor tensor) in feed)
                    {
                        GpuTensor input = session.Input(name);
                        input.Range.Buffer.Upload<int>(HostLayout.Pack("Input", name, tensor, input.Layout), input.Range.Offset);
                    }

                    session.Submit();
                }

                done = budget is null ? session.Poll() : session.Advance(TimeSpan.FromMilliseconds(budget.Value));
            }

            if (frames > 100)
                Thread.Sleep(1);
        }

        Assert.False(session.IsBusy);
        Assert.True(budget is null || frames > 2);
    }

    private static Tensor Read(GpuTensor tensor)
    {
        int words = tensor.Shape.Count;
        return HostLayout.Unpack(
            words == 0 ? Array.Empty<int>() : tensor.Range.Buffer.Read<int>(words, tensor.Range.Offset), tensor.Type, tensor.Shape, tensor.Layout);
    }
}
