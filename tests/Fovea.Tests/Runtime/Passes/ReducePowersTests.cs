using System.Collections.Generic;
using Fovea.Models;
using Fovea.Runtime.Passes;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>Squares become products, and powers of a half roots.</summary>
public sealed class ReducePowersTests : PassTest
{
    private static readonly Dictionary<string, Tensor> Constants = new()
    {
        ["2"] = Tensor.Scalar(2f),
        ["whole"] = Tensor.Scalar(2L),
        ["half"] = Tensor.Of<float>(new Shape(1), new[] { 0.5f }),
        ["3"] = Tensor.Scalar(3f),
        ["deep"] = Tensor.Of<float>(new Shape(1, 1, 1, 1), new[] { 2f }),
        ["rows"] = Tensor.Of<float>(new Shape(2, 1), new[] { 2f, 0.5f }),
    };

    [SkippableTheory]
    [InlineData("2", "Mul")]
    [InlineData("whole", "Mul")]
    [InlineData("half", "Sqrt")]
    [InlineData("3", "Pow")]
    [InlineData("deep", "Pow")]
    [InlineData("rows", "Pow")]
    public void Only_where_the_exponent_is_one_such_number(string exponent, string becomes)
    {
        Graph graph = Build(new Shape(3, 2, 5), Constants, Node("Exp", "x", "e"), Node("Pow", $"e {exponent}", "y"));
        Assert.Equal(new[] { "Exp", becomes }, Operators(Apply(new ReducePowers(), graph)));
        AssertSame(graph);
    }

    [SkippableFact]
    public void A_square_of_negative_numbers_joins_the_kernel_before_it()
    {
        Graph graph = Build(new Shape(3, 2, 5), Constants, Node("Sub", "x 3", "d"), Node("Pow", "d 2", "y"));
        Assert.Single(PlanOf(graph).Steps);
        AssertSame(graph);
    }
}
