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

namespace Fovea.Tests.Runtime.Segments;

/// <summary>Networks that go on with what only a run tells, against ONNX Runtime.</summary>
public sealed class SegmentTests
{
    [SkippableTheory, InlineData(GlApi.OpenGL), InlineData(GlApi.OpenGLES)]
    public void What_is_found_in_a_map_is_gathered_from_another(GlApi api)
    {
        // Large enough that nobody would plan for its content: scores are computed, searched, and the finds joined to packed maps.
        Net net = new Net(17).Input("x", 1, 5, 41, 37).Output("y").Output("rest").Output("count", ElementType.Int64)
            .Constant("w", Samples.Floats(new Shape(3, 5, 3, 3))).Constant("flat", Tensor.Vector(3L, -1L)).Constant("limit", Tensor.Scalar(6f))
            .Constant("first", Tensor.Vector(0L)).Constant("second", Tensor.Vector(1L)).Constant("row", Tensor.Vector(1L))
            .Node("Conv", "x w", "c", ("kernel_shape", new[] { 3L, 3L }), ("pads", new[] { 1L, 1L, 1L, 1L }))
            .Node("Relu", "c", "r").Node("Sigmoid", "c", "rest")
            .Node("Reshape", "r flat", "m").Node("ReduceSum", "m first", "s", ("keepdims", 0L)).Node("Greater", "s limit", "hits")
            .Node("NonZero", "hits", "found").Node("Squeeze", "found first", "places").Node("Gather", "m places", "picked", ("axis", 1L))
            .Node("Shape", "picked", "size").Node("Slice", "size second row2", "count").Node("Neg", "picked", "y")
            .Constant("row2", Tensor.Vector(2L));
        Compare(api, net, new[] { Samples.Floats(new Shape(1, 5, 41, 37), 1), Samples.Floats(new Shape(1, 5, 41, 37), 2), Tensor.Of<float>(new Shape(1, 5, 41, 37), new float[5 * 41 * 37]) });
    }

    [SkippableFact]
    public void What_a_search_finds_decides_what_another_searches() => Compare(
        GlApi.OpenGL,
        new Net(17).Input("x", 97, 61).Output("y").Output("k", ElementType.Int64).Constant("half", Tensor.Scalar(1.8f)).Constant("zero", Tensor.Vector(0L)).Constant("flat", Tensor.Vector(-1L))
            .Node("Sin", "x", "s").Node("Abs", "x", "a").Node("Greater", "a half", "g").Node("Compress", "s picks", "p").Node("Reshape", "g flat", "picks")
            .Node("Abs", "p", "q").Node("Shape", "q", "n").Constant("three", Tensor.Vector(3L)).Node("Min", "n three", "k").Node("TopK", "q k", "t i")
            .Node("Mul", "t t", "y"),
        new[] { Samples.Floats(new Shape(97, 61), 1), Samples.Floats(new Shape(97, 61), 5) });

    // How many to take is computed before the search, and asked for only behind it.
    [SkippableFact]
    public void What_an_earlier_part_computed_decides_a_shape_later() => Compare(
        GlApi.OpenGL,
        new Net(17).Input("x", 5000).Output("y").Constant("limit", Tensor.Scalar(1.5f)).Constant("zero", Tensor.Vector(0L)).Constant("four", Tensor.Scalar(4f))
            .Node("ReduceMax", "x", "most", ("keepdims", 1L), ("axes", new[] { 0L })).Node("Mul", "most four", "times").Node("Cast", "times", "k", ("to", (long)ElementType.Int64))
            .Node("Greater", "x limit", "hits").Node("NonZero", "hits", "found").Node("Squeeze", "found zero", "places").Node("Gather", "x places", "picked")
            .Node("TopK", "picked k", "t i").Node("Neg", "t", "y"),
        new[] { Samples.Floats(new Shape(5000), 1), Samples.Floats(new Shape(5000), 2, -3, 3) });

    [SkippableFact]
    public void A_loop_goes_on_as_long_as_what_it_computes_says()
    {
        Graph body = new Net(17).Input("turn", ElementType.Int64).Input("goes", ElementType.Bool).Input("v", 5000)
            .Output("again", ElementType.Bool).Output("w").Output("sum")
            .Constant("half", Tensor.Scalar(0.5f)).Constant("limit", Tensor.Scalar(1f)).Constant("axis", Tensor.Vector(0L))
            .Node("Mul", "v half", "w").Node("ReduceSum", "w axis", "sum").Node("Abs", "sum", "size").Node("ReduceMax", "size", "most", ("keepdims", 0L))
            .Node("Greater", "most limit", "again").Graph("body");
        Net net = new Net(17).Input("x", 5000).Output("y").Output("sums").Constant("start", Tensor.Scalar(true))
            .Node("Relu", "x", "r").Node("Loop", "- start r", "y sums", ("body", body));
        Compare(GlApi.OpenGL, net, new[] { Samples.Floats(new Shape(5000), 1) });
    }

    [SkippableFact]
    public void A_branch_is_taken_by_what_is_computed()
    {
        Graph Branch(string operation) => new Net(17).Output("b").Node(operation, "r", "b").Graph(operation);
        Net net = new Net(17).Input("x", 5000).Output("y").Constant("zero", Tensor.Scalar(0f))
            .Node("Tanh", "x", "r").Node("ReduceSum", "x", "s", ("keepdims", 0L)).Node("Greater", "s zero", "positive")
            .Node("If", "positive", "y", ("then_branch", Branch("Exp")), ("else_branch", Branch("Neg")));
        Compare(GlApi.OpenGL, net, new[] { Samples.Floats(new Shape(5000), 1, -1, 2), Samples.Floats(new Shape(5000), 1, -2, 1) });
    }

    [SkippableFact]
    public void Inputs_that_decide_shapes_are_planned_for_once_and_leave_nothing_behind() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        Net net = new Net(17).Input("x", 1, 6).Input("shape", ElementType.Int64, 2).Output("y").Constant("w", Samples.Floats(new Shape(6, 6)))
            .Node("MatMul", "x w", "m").Node("Reshape", "m shape", "y");
        using var runner = new GlModelRunner(context, net.Model());
        Tensor x = Samples.Floats(new Shape(1, 6));
        foreach (long rows in new[] { 2L, 3L, 2L, 6L, 1L })
        {
            Tensor y = runner.Run(new Dictionary<string, Tensor> { ["x"] = x, ["shape"] = Tensor.Vector(rows, -1L) })["y"];
            Assert.Equal(new Shape((int)rows, 6 / (int)rows), y.Shape);
        }

        Plan plan = runner.PlanFor(new Dictionary<string, Shape>(), new Dictionary<string, Tensor> { ["shape"] = Tensor.Vector(2L, -1L) });
        Assert.Equal(new[] { "x" }, plan.Inputs.Keys);
        Assert.Same(plan, runner.PlanFor(new Dictionary<string, Shape>(), new Dictionary<string, Tensor> { ["shape"] = Tensor.Vector(2L, -1L) }));
        Assert.Contains("'shape'", Assert.Throws<ModelException>(() => runner.PlanFor(new Dictionary<string, Shape>())).Message);
    });

    [SkippableFact]
    public void An_endless_loop_is_refused()
    {
        Graph body = new Net(17).Input("turn", ElementType.Int64).Input("goes", ElementType.Bool).Input("v", 3).Output("goes", ElementType.Bool).Output("w")
            .Node("Neg", "v", "w").Graph("body");
        Net net = new Net(17).Input("x", 3).Output("y").Constant("start", Tensor.Scalar(true)).Node("Loop", "- start x", "y", ("body", body));
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new GlModelRunner(context, net.Model());
            Assert.Contains("more than 10000 turns", Assert.Throws<ModelException>(
                () => runner.Run(new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(3)) })).Message);
        });
    }

    // One runner for all inputs, so that what an earlier run left is met by the next.
    private static void Compare(GlApi api, Net net, IReadOnlyList<Tensor> inputs)
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        Model model = net.Model();
        using OnnxRuntimeSession reference = OnnxRuntimeSession.Load(model, new OnnxRuntimeOptions { Threads = 1 });
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            using var runner = new GlModelRunner(context, model, new PlannerOptions { Poison = true });
            foreach (Tensor input in inputs)
            {
                var feeds = new Dictionary<string, Tensor> { ["x"] = input };
                IReadOnlyDictionary<string, Tensor> actual = runner.Run(feeds);
                foreach ((string name, Tensor expected) in reference.Run(feeds))
                    Assert.Null(Comparison.Difference(expected, actual[name], 1e-4, elementByElement: false) is { } difference ? $"{name} {difference}" : null);
            }
        });
    }
}
