using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>Kernels other than convolutions take in what follows them; a residual may have fewer channels.</summary>
public sealed class FuseEpiloguesTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["w"] = Random("w", 13, 5, 1, 1),
        ["zeros"] = Tensor.Of(new Shape(2, 8, 6, 7), new float[2 * 8 * 6 * 7]),
        ["ones"] = Tensor.Of(new Shape(2, 8, 6, 7), Enumerable.Repeat(1f, 2 * 8 * 6 * 7).ToArray()),
        ["pads"] = Tensor.Vector<long>(0, 0, 0, 0, 0, 8, 0, 0),
        ["scale"] = Random("scale", 5),
        ["shift"] = Random("shift", 5),
        ["two"] = Tensor.Scalar(2f),
        ["map"] = Random("map", 2, 5, 6, 7),
    };

    [SkippableTheory]
    [InlineData("Concat", "x zeros", 1)]
    [InlineData("Pad", "x pads", 1)]
    [InlineData("Concat", "x ones", 3)]
    public void A_residual_of_fewer_channels_is_read_as_it_is(string op, string inputs, int dispatches)
    {
        (string, object)[] attributes = op == "Concat" ? [("axis", 1L)] : [];
        Graph graph = Build(
            new Shape(2, 5, 6, 7), Constants, Node(op, inputs, "wide", attributes), Node("Conv", "x w", "c"), Node("Add", "c wide", "a"), Node("Relu", "a", "y"));
        Assert.Equal(dispatches, PlanOf(graph).Steps.Count(s => !s.Shader.EndsWith("unpack.comp", System.StringComparison.Ordinal)));
        AssertSame(graph);
    }

    [SkippableTheory]
    [InlineData("GlobalAveragePool", "x")]
    [InlineData("GlobalMaxPool", "x")]
    [InlineData("InstanceNormalization", "x scale shift")]
    [InlineData("Exp", "x")]
    [InlineData("Mul", "x map")]
    public void What_follows_another_kernel_is_computed_inside_it(string op, string inputs)
    {
        Graph graph = Build(
            new Shape(2, 5, 6, 7), Constants, Node(op, inputs, "k"), Node("Mul", "k two", "m"), Node("Cos", "m", "c"), Node("Sub", "c k", "s"), Node("Tanh", "s", "y"));
        Assert.Equal(new[] { op }, Operators(Apply(new FuseEpilogues(), graph)));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Element_wise_chains_of_any_rank_join_and_share_their_functions()
    {
        Graph graph = Build(
            new Shape(3, 7), Constants, Node("Erf", "x", "a"), Node("Gelu", "a", "b"), Node("Add", "b x", "c"), Node("Erf", "c", "y"));
        Assert.Equal(new[] { "Erf" }, Operators(Apply(new FuseEpilogues(), graph)));
        PlanBlueprint plan = PlanOf(graph);
        Assert.Single(plan.Steps);
        AssertSame(graph);
    }

    [SkippableFact]
    public void A_tensor_that_the_kernel_also_reads_is_not_written_over()
    {
        Graph graph = Build(
            new Shape(1, 5, 6, 7), new Dictionary<string, Tensor> { ["d"] = Random("d", 5, 1, 3, 3) },
            Node("Exp", "x", "e"), Node("Conv", "e d", "c", ("group", 5L), ("pads", new long[] { 1, 1, 1, 1 })), Node("Add", "c e", "a"), Node("Relu", "a", "y"));
        Assert.Empty(HazardChecker.Check(PlanOf(graph)));
        AssertSame(graph);
    }
}
