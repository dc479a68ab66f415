using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Operators.Elementwise;
using Fovea.Runtime;
using Fovea.Runtime.Passes;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>What each pass makes of a small graph, and that the result still computes what ONNX Runtime says of the original.</summary>
public sealed class PassTests : PassTest
{
    [SkippableFact]
    public void Batch_normalisation_goes_into_the_weights()
    {
        Graph graph = Build(
            new Shape(2, 3, 5, 7),
            new Node("Conv", new[] { "x", "w", "b" }, new[] { "c" }) { Attributes = Attributes.None.With("pads", new long[] { 1, 1, 1, 1 }) },
            new Node("BatchNormalization", new[] { "c", "scale", "shift", "mean", "variance" }, new[] { "y" }));
        Graph after = Apply(new FoldBatchNormalization(), graph);
        Assert.Equal(new[] { "Conv" }, Operators(after));
        AssertSame(graph);
    }

    [SkippableTheory]
    [InlineData(1, 5)]
    [InlineData(3, 2)]
    public void Batch_normalisation_goes_into_the_weights_of_a_transposed_convolution(int groups, int perGroup)
    {
        int channels = groups * perGroup;
        Graph graph = Build(
            new Shape(2, 3, 5, 7),
            new Node("ConvTranspose", new[] { "x", "spread", "" }, new[] { "c" })
            {
                Attributes = Attributes.None.With("strides", new long[] { 2, 2 }).With("group", (long)groups),
            },
            new Node("BatchNormalization", new[] { "c", "n0", "n1", "n2", "n3" }, new[] { "y" }));
        var constants = Enumerable.Range(0, 4).ToDictionary(i => $"n{i}", i => Samples.Floats(new Shape(channels), i, 0.5));
        constants["spread"] = Random("spread", new Shape(3, perGroup, 3, 3));
        graph = graph with { Constants = constants };
        Assert.Equal(new[] { "ConvTranspose" }, Operators(Apply(new FoldBatchNormalization(), graph)));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Batch_normalisation_stays_where_the_convolution_is_read_by_others_too()
    {
        Graph graph = Build(
            new Shape(1, 3, 5, 5),
            new Node("Conv", new[] { "x", "w", "b" }, new[] { "c" }) { Attributes = Attributes.None.With("pads", new long[] { 1, 1, 1, 1 }) },
            new Node("BatchNormalization", new[] { "c", "scale", "shift", "mean", "variance" }, new[] { "n" }),
            new Node("Add", new[] { "c", "n" }, new[] { "y" }));
        Assert.Equal(new[] { "Conv", "BatchNormalization", "Add" }, Operators(Apply(new FoldBatchNormalization(), graph)));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Padding_with_zeros_is_left_to_the_convolution()
    {
        Graph graph = Build(
            new Shape(1, 3, 5, 7),
            new Node("Pad", new[] { "x", "pads" }, new[] { "p" }),
            new Node("Conv", new[] { "p", "w", "b" }, new[] { "y" }) { Attributes = Attributes.None.With("pads", new long[] { 1, 0, 0, 2 }) });
        Graph after = Apply(new MergePad(), graph);
        Assert.Equal(new[] { "Conv" }, Operators(after));
        Assert.Equal(new long[] { 1, 1, 2, 5 }, after.Nodes[0].Attributes.Ints("pads"));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Padding_with_another_value_stays()
    {
        Graph graph = Build(
            new Shape(1, 3, 5, 7),
            new Node("Pad", new[] { "x", "pads", "one" }, new[] { "p" }),
            new Node("Conv", new[] { "p", "w", "b" }, new[] { "y" }));
        Assert.Equal(new[] { "Pad", "Conv" }, Operators(Apply(new MergePad(), graph)));
        AssertSame(graph);
    }

    [SkippableFact]
    public void An_activation_a_residual_and_a_gate_become_epilogues()
    {
        Graph graph = Build(
            new Shape(2, 5, 4, 6),
            new Node("Conv", new[] { "x", "w5", "b5" }, new[] { "c1" }),
            new Node("Sigmoid", new[] { "c1" }, new[] { "s" }),
            new Node("Mul", new[] { "c1", "s" }, new[] { "silu" }),
            new Node("Conv", new[] { "silu", "w5", "b5" }, new[] { "c2" }),
            new Node("Add", new[] { "c2", "x" }, new[] { "sum" }),
            new Node("PRelu", new[] { "sum", "slope" }, new[] { "y" }));
        Graph after = Apply(new FuseEpilogues(), graph);
        Assert.Equal(new[] { "Conv", "Conv" }, Operators(after));
        Assert.All(after.Nodes, n => Assert.False(Epilogue.Of(n).IsEmpty));
        Assert.Equal("x", after.Nodes[1].Inputs[3]);
        AssertSame(graph);
    }

    [SkippableFact]
    public void Nothing_is_fused_past_a_value_that_others_read_or_that_is_an_output()
    {
        Graph graph = Build(
            new Shape(1, 5, 4, 6),
            new Node("Conv", new[] { "x", "w5", "b5" }, new[] { "c" }),
            new Node("Relu", new[] { "c" }, new[] { "r" }),
            new Node("MaxPool", new[] { "c" }, new[] { "m" }) { Attributes = Attributes.None.With("kernel_shape", new long[] { 1, 1 }) },
            new Node("Add", new[] { "r", "m" }, new[] { "y" }));
        // The sum goes into the kernel of the activation, but neither into that of the convolution.
        Graph after = Apply(new FuseEpilogues(), graph);
        Assert.Equal(new[] { "Conv", "MaxPool", "Relu" }, Operators(after));
        Assert.True(Epilogue.Of(after.Nodes[0]).IsEmpty);
        AssertSame(graph);

        Graph output = graph with { Outputs = graph.Outputs.Append(new ValueInfo("c", ElementType.Float, (IReadOnlyList<Dimension>?)null)).ToArray() };
        AssertSame(output);
    }

    [SkippableFact]
    public void Transposes_cancel_through_what_is_element_wise()
    {
        Graph graph = Build(
            new Shape(1, 3, 5, 7),
            Transpose("x", "t", 0, 2, 3, 1),
            new Node("Mul", new[] { "t", "last" }, new[] { "m" }),
            new Node("Relu", new[] { "m" }, new[] { "r" }),
            Transpose("r", "y", 0, 3, 1, 2));
        Graph after = new DropUnread().Apply(Apply(new CancelTransposes(), graph), Context(graph));
        Assert.Equal(new[] { "Mul", "Relu", "Identity" }, Operators(after));
        AssertSame(graph);
    }

    [SkippableFact]
    public void A_transpose_that_moves_nothing_is_a_reshape_and_two_are_one()
    {
        Graph graph = Build(
            new Shape(1, 1, 5, 7),
            Transpose("x", "t", 0, 2, 3, 1),
            new Node("Softmax", new[] { "t" }, new[] { "s" }) { Attributes = Attributes.None.With("axis", 1L) },
            Transpose("s", "u", 0, 2, 1, 3),
            Transpose("u", "y", 3, 1, 0, 2));
        Assert.Equal(new[] { "Reshape", "Softmax", "Transpose" }, Operators(new DropUnread().Apply(Apply(new CancelTransposes(), graph), Context(graph))));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Shape_arithmetic_and_what_nobody_reads_go()
    {
        Graph graph = Build(
            new Shape(2, 3, 4, 5),
            new Node("Shape", new[] { "x" }, new[] { "dims" }),
            new Node("Gather", new[] { "dims", "zero" }, new[] { "batch" }) { Attributes = Attributes.None.With("axis", 0L) },
            new Node("Unsqueeze", new[] { "batch", "axis0" }, new[] { "batch1" }),
            new Node("Concat", new[] { "batch1", "rest" }, new[] { "target" }) { Attributes = Attributes.None.With("axis", 0L) },
            new Node("Exp", new[] { "x" }, new[] { "unread" }),
            new Node("Reshape", new[] { "x", "target" }, new[] { "y" }));
        Graph after = PassPipeline.Apply(graph, new Dictionary<string, Shape>(), OperatorRegistry.Default, new PlannerOptions { Optimize = false });
        Assert.Equal(new[] { "Reshape" }, Operators(after));
        Assert.Equal(new[] { "target" }, after.Constants.Keys);
        AssertSame(graph);
    }

    private static Graph Build(Shape input, params Node[] nodes)
    {
        var all = new Dictionary<string, Tensor>
        {
            ["w"] = Random("w", new Shape(4, 3, 3, 3)),
            ["b"] = Random("b", new Shape(4)),
            ["w5"] = Random("w5", new Shape(5, 5, 1, 1)),
            ["b5"] = Random("b5", new Shape(5)),
            ["scale"] = Random("scale", new Shape(4)),
            ["shift"] = Random("shift", new Shape(4)),
            ["mean"] = Random("mean", new Shape(4)),
            ["variance"] = Tensor.Vector(0.5f, 2f, 1f, 0.01f),
            ["slope"] = Random("slope", new Shape(5, 1, 1)),
            ["last"] = Random("last", new Shape(3)),
            ["pads"] = Tensor.Vector<long>(0, 0, 0, 1, 0, 0, 2, 3),
            ["one"] = Tensor.Scalar(1f),
            ["zero"] = Tensor.Scalar(0L),
            ["axis0"] = Tensor.Vector(0L),
            ["rest"] = Tensor.Vector<long>(-1),
        };
        return Build(input, all, nodes);
    }

    /// <summary>Between two transpositions, what works along an axis works along the one that it was.</summary>
    [SkippableTheory]
    [InlineData("Softmax", "t", 3L)]
    [InlineData("Softmax", "t", 1L)]
    [InlineData("LogSoftmax", "t", -1L)]
    [InlineData("Concat", "t u", 3L)]
    [InlineData("Concat", "t u", -2L)]
    public void Transpositions_around_an_axis_go(string op, string inputs, long axis)
    {
        Graph graph = Build(
            new Shape(2, 5, 4, 3), new Dictionary<string, Tensor>(),
            Transpose("x", "t", 0, 2, 3, 1), Node("Exp", "x", "e"), Transpose("e", "u", 0, 2, 3, 1), Node(op, inputs, "c", ("axis", axis)), Transpose("c", "y", 0, 3, 1, 2));
        Assert.DoesNotContain("Transpose", Operators(Apply(new DropUnread(), Apply(new CancelTransposes(), Apply(new DropUnread(), graph)))));
        AssertSame(graph);
    }

    [SkippableFact]
    public void A_softmax_along_the_last_axis_stays_there_where_nothing_is_gained()
    {
        Graph graph = Build(new Shape(2, 5, 4, 3), new Dictionary<string, Tensor>(), Transpose("x", "t", 0, 2, 3, 1), Node("Softmax", "t", "y"));
        Assert.Same(graph, Apply(new CancelTransposes(), graph));
        AssertSame(graph);
    }
}
