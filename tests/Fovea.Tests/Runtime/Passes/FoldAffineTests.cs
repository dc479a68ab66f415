using System.Collections.Generic;
using Fovea.Models;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>Scale and shift around a convolution become its weights and bias, where padding does not forbid it.</summary>
public sealed class FoldAffineTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["w"] = Random("w", 4, 3, 3, 3),
        ["b"] = Random("b", 4),
        ["wg"] = Random("wg", 6, 1, 3, 3),
        ["out"] = Random("out", 4, 1, 1),
        ["in"] = Random("in", 1, 3, 1, 1),
        ["map"] = Random("map", 4, 5, 7),
        ["row"] = Random("row", 7),
        ["half"] = Tensor.Scalar(0.5f),
        ["zero"] = Tensor.Scalar(0f),
    };

    private static readonly long[] Around = { 1, 1, 1, 1 };

    [SkippableTheory]
    [InlineData("Mul", "c out", 0)]
    [InlineData("Mul", "half c", 0)]
    [InlineData("Add", "out c", 0)]
    [InlineData("Sub", "c out", 0)]
    [InlineData("Sub", "half c", 0)]
    [InlineData("Div", "c half", 0)]
    [InlineData("Div", "half c", 1)] // no line
    [InlineData("Div", "c zero", 1)]
    [InlineData("Mul", "c map", 1)] // differs from place to place
    [InlineData("Add", "c row", 1)] // along the wrong axis
    public void Behind(string op, string inputs, int left)
    {
        Graph graph = Build(new Shape(2, 3, 5, 7), Constants, Node("Conv", "x w b", "c", ("pads", Around)), Node(op, inputs, "y"));
        Assert.Equal(1 + left, Apply(new FoldAffine(), graph).Nodes.Count);
        if (inputs != "c zero")
            AssertSame(graph);
    }

    [SkippableTheory]
    [InlineData("Mul", "x in", true, 0)]
    [InlineData("Div", "x half", true, 0)]
    [InlineData("Add", "x in", false, 0)]
    [InlineData("Sub", "half x", false, 0)]
    [InlineData("Add", "x in", true, 1)] // the padding would be shifted too
    public void Before(string op, string inputs, bool padded, int left)
    {
        (string, object)[] attributes = padded ? [("pads", Around)] : [];
        Graph graph = Build(new Shape(2, 3, 5, 7), Constants, Node(op, inputs, "s"), Node("Conv", "s w", "y", attributes));
        Assert.Equal(1 + left, Apply(new FoldAffine(), graph).Nodes.Count);
        AssertSame(graph);
    }

    [SkippableFact]
    public void Before_a_convolution_in_groups_and_on_both_sides()
    {
        Graph graph = Build(
            new Shape(1, 3, 5, 7), Constants,
            Node("Mul", "x in", "m"), Node("Add", "m half", "a"), Node("Conv", "a wg", "c", ("group", 3L)), Node("Mul", "c half", "d"), Node("Add", "d half", "y"));
        Assert.Equal(new[] { "Conv" }, Operators(Apply(new FoldAffine(), graph)));
        AssertSame(graph);
    }

    [SkippableFact]
    public void Not_where_others_read_what_is_between()
    {
        Graph graph = Build(
            new Shape(1, 3, 5, 7), Constants, Node("Conv", "x w", "c", ("pads", Around)), Node("Mul", "c half", "m"), Node("Add", "c m", "y"));
        Assert.Equal(new[] { "Conv", "Mul", "Add" }, Operators(Apply(new FoldAffine(), graph)));
        AssertSame(graph);
    }
}
