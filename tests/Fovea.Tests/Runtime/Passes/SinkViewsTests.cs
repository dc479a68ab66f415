using System.Collections.Generic;
using Fovea.Models;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>Element-wise operators go before a reshape, unless they see the shape.</summary>
public sealed class SinkViewsTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["2,-1"] = Tensor.Vector(2L, -1),
        ["low"] = Tensor.Scalar(-0.5f),
        ["high"] = Tensor.Scalar(0.5f),
        ["row"] = Random("row", 12),
        ["deep"] = Tensor.Of(new Shape(1, 1, 1, 1, 1), 2f),
    };

    [SkippableFact]
    public void A_chain_goes_before_the_views_and_into_the_pooling()
    {
        Graph graph = Build(
            new Shape(2, 3, 5, 4), Constants,
            Node("GlobalAveragePool", "x", "g"), Node("Flatten", "g", "f"), Node("Clip", "f low high", "c"), Node("Reshape", "c 2,-1", "r"), Node("Sigmoid", "r", "y"));
        Assert.Equal(new[] { "GlobalAveragePool", "Clip", "Sigmoid", "Flatten", "Reshape" }, Operators(Apply(new SinkViews(), graph)));
        Assert.Equal(2, PlanOf(graph).Steps.Count); // one pools, one unpacks three channels
        AssertSame(graph);
    }

    [SkippableTheory]
    [InlineData("Add", "f row")]
    [InlineData("Mul", "f deep")]
    public void What_sees_the_shape_stays(string op, string inputs)
    {
        Graph graph = Build(new Shape(2, 3, 2, 2), Constants, Node("Flatten", "x", "f"), Node(op, inputs, "y"));
        Assert.Equal(new[] { "Flatten", op }, Operators(Apply(new SinkViews(), graph)));
        AssertSame(graph);
    }
}
