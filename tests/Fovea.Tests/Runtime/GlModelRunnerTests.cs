using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Runtime;

public sealed class GlModelRunnerTests
{
    [SkippableFact]
    public void All_unsupported_nodes_are_named_at_once() => WithContext(context =>
    {
        var model = Net(
            new[] { new Dimension(2, null) },
            new Node("FrobnicateA", new[] { "x" }, new[] { "a" }) { Name = "first" },
            new Node("Relu", new[] { "a" }, new[] { "b" }),
            new Node("FrobnicateB", new[] { "b" }, new[] { "y" }) { Domain = "acme" });
        string message = Assert.Throws<ModelException>(() => new GlModelRunner(context, model)).Message;
        foreach (string part in new[] { "FrobnicateA", "'first'", "acme.FrobnicateB", "'y'", "opset 21", "2 operators", "--backend onnxruntime" })
            Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Relu", message, StringComparison.Ordinal);
    });

    [SkippableFact]
    public void Inputs_that_are_missing_or_do_not_fit_are_refused() => WithContext(context =>
    {
        using var runner = new GlModelRunner(context, Net(new[] { new Dimension(2, null), new Dimension(null, "n") }, new Node("Relu", new[] { "x" }, new[] { "y" })));
        Assert.Contains("input x: Float [2, n]", Refusal(runner), StringComparison.Ordinal);
        Assert.Contains("Int64", Refusal(runner, Tensor.Of<long>(new Shape(2, 1), 1, 2)), StringComparison.Ordinal);
        Assert.Contains("[3, 1]", Refusal(runner, Tensor.Of<float>(new Shape(3, 1), 1, 2, 3)), StringComparison.Ordinal);
        Assert.Contains("leaves open", Assert.Throws<ModelException>(() => runner.PlanFor(new Dictionary<string, Shape>())).Message, StringComparison.Ordinal);
    });

    [SkippableFact]
    public void A_new_size_is_planned_once_and_shares_weights_and_programs() => WithContext(context =>
    {
        Model model = Net(new[] { new Dimension(null, "batch"), new Dimension(3, null) }, new Node("Add", new[] { "x", "bias" }, new[] { "y" }));
        model = model with { Graph = model.Graph with { Constants = new Dictionary<string, Tensor> { ["bias"] = Tensor.Vector(1f, 2f, 3f) } } };
        using var runner = new GlModelRunner(context, model);
        for (int round = 0; round < 2; round++)
        {
            foreach (int batch in new[] { 2, 4, 0 })
            {
                Tensor y = runner.Run(Feed(Tensor.Of<float>(new Shape(batch, 3), new float[3 * batch])))["y"];
                Assert.Equal(new Shape(batch, 3), y.Shape);
                Assert.Equal(Enumerable.Range(0, 3 * batch).Select(i => 1f + i % 3), y.ToSingles());
            }
        }

        Assert.Same(
            runner.PlanFor(new Dictionary<string, Shape> { ["x"] = new Shape(4, 3) }), runner.PlanFor(new Dictionary<string, Shape> { ["x"] = new Shape(4, 3) }));
        Assert.Equal(1, context.Programs.Misses);
    });

    [SkippableFact]
    public void What_follows_from_a_shape_is_that_of_the_size_at_hand() => WithContext(context =>
    {
        Model model = Net(
            new[] { new Dimension(1, null), new Dimension(null, "n") },
            new Node("Shape", new[] { "x" }, new[] { "dims" }),
            new Node("Gather", new[] { "dims", "one" }, new[] { "n" }),
            new Node("Cast", new[] { "n" }, new[] { "factor" }) { Attributes = Attributes.None.With("to", (long)ElementType.Float) },
            new Node("Mul", new[] { "x", "factor" }, new[] { "y" }));
        model = model with { Graph = model.Graph with { Constants = new Dictionary<string, Tensor> { ["one"] = Tensor.Scalar(1L) } } };
        using var runner = new GlModelRunner(context, model);
        foreach (int n in new[] { 2, 3, 2 })
        {
            float[] ones = Enumerable.Repeat(1f, n).ToArray();
            Assert.Equal(ones.Select(_ => (float)n), runner.Run(Feed(Tensor.Of<float>(new Shape(1, n), ones)))["y"].ToSingles());
        }
    });

    [SkippableFact]
    public void A_tensor_beyond_what_the_device_binds_at_once_is_named_with_its_size() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        using var runner = new GlModelRunner(context, Net(new[] { new Dimension(null, "n") }, new Node("Relu", new[] { "x" }, new[] { "y" })));
        var shapes = new Dictionary<string, Shape> { ["x"] = new Shape(5_000_000) };
        string message = Assert.Throws<ModelException>(() => runner.PlanFor(shapes)).Message;
        Assert.Contains("20000000 bytes", message, StringComparison.Ordinal);
        Assert.Contains("16777216", message, StringComparison.Ordinal);
    });

    [SkippableFact]
    public void What_64_bits_hold_and_32_do_not_is_refused_at_upload() => WithContext(context =>
    {
        Model model = Net(new[] { new Dimension(2, null) }, new Node("Neg", new[] { "x" }, new[] { "y" }), ElementType.Int64);
        using var runner = new GlModelRunner(context, model);
        Assert.Equal(new long[] { -7, 8 }, runner.Run(Feed(Tensor.Vector(7L, -8L)))["y"].ToIntegers());
        Assert.Contains("3000000000", Refusal(runner, Tensor.Vector(1L, 3_000_000_000L)), StringComparison.Ordinal);
    });

    [SkippableFact]
    public void Every_value_is_given_where_it_is_asked_for() => WithContext(context =>
    {
        Model model = Net(
            new[] { new Dimension(3, null) }, new Node("Neg", new[] { "x" }, new[] { "a" }), new Node("Relu", new[] { "a" }, new[] { "y" }));
        using var runner = new GlModelRunner(context, model, new PlannerOptions { Optimize = false });
        IReadOnlyDictionary<string, Tensor> all = runner.RunAll(Feed(Tensor.Vector(1f, -2f, 3f)));
        Assert.Equal(new[] { -1f, 2f, -3f }, all["a"].ToSingles());
        Assert.Equal(new[] { 0f, 2f, 0f }, all["y"].ToSingles());

        // One kernel makes both, and gives what it ends in.
        using var fused = new GlModelRunner(context, model);
        all = fused.RunAll(Feed(Tensor.Vector(1f, -2f, 3f)));
        Assert.Equal(new[] { "y" }, all.Keys);
        Assert.Equal(new[] { 0f, 2f, 0f }, all["y"].ToSingles());
    });

    [SkippableFact]
    public void A_context_without_compute_says_what_to_do() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { AllowCompute = false });
        Model model = Net(new[] { new Dimension(2, null) }, new Node("Relu", new[] { "x" }, new[] { "y" }));
        Assert.Contains("ONNX Runtime", Assert.Throws<GpuException>(() => new GlModelRunner(context, model)).Message, StringComparison.Ordinal);
    });

    private static void WithContext(Action<GpuContext> body) => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        body(context);
    });

    private static Model Net(Dimension[] input, params Node[] nodes) => Net(input, nodes, ElementType.Float);

    private static Model Net(Dimension[] input, Node node, ElementType type) => Net(input, new[] { node }, type);

    private static Model Net(Dimension[] input, Node[] nodes, ElementType type) => new(
        new Graph(
            "test", new[] { new ValueInfo("x", type, input) }, new[] { new ValueInfo("y", type, (IReadOnlyList<Dimension>?)null) }, nodes,
            new Dictionary<string, Tensor>()),
        new Dictionary<string, int> { [""] = 21, ["acme"] = 1 });

    private static Dictionary<string, Tensor> Feed(Tensor x) => new() { ["x"] = x };

    private static string Refusal(GlModelRunner runner, Tensor? x = null) =>
        Assert.Throws<ModelException>(() => runner.Run(x is null ? new Dictionary<string, Tensor>() : Feed(x))).Message;
}
