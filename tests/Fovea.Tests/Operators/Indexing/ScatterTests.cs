using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Indexing;

public sealed class ScatterTests : OperatorTests
{
    private static readonly string[] Reductions = { "none", "add", "mul", "min", "max" };

    [SkippableFact]
    public void Elements_named_many_times() => Check(Reductions.SelectMany(reduction => new[]
    {
        Op("ScatterElements").Set("reduction", reduction).Set("axis", 0).On(5, 3).On(Samples.Whole(ElementType.Int64, new Shape(9, 3), -5, 5)).On(9, 3).In(18),
        Op("ScatterElements").Set("reduction", reduction).Set("axis", -1).On(2, 3, 13).On(Samples.Whole(ElementType.Int32, new Shape(2, 2, 40), -13, 13)).On(2, 2, 40).In(18),
    }));

    [SkippableFact]
    public void Whole_numbers() => Check(
        Op("ScatterElements").Set("reduction", "add").On(Samples.Whole(ElementType.Int32, new Shape(7), -9, 9))
            .On(Samples.Whole(ElementType.Int64, new Shape(20), -7, 7)).On(Samples.Whole(ElementType.Int32, new Shape(20), -9, 9)),
        Op("ScatterElements").On(Samples.Whole(ElementType.UInt8, new Shape(7), 0, 99)).Constant(0, 6, -3)
            .On(Samples.Whole(ElementType.UInt8, new Shape(3), 100, 200)));

    [SkippableFact]
    public void Slices_named_by_tuples() => Check(Reductions.SelectMany(reduction => new[]
    {
        Op("ScatterND").Set("reduction", reduction).On(5, 3, 4).On(Samples.Whole(ElementType.Int64, new Shape(8, 1), -5, 5)).On(8, 3, 4).In(18),
        Op("ScatterND").Set("reduction", reduction).On(5, 3, 4).On(Samples.Whole(ElementType.Int64, new Shape(2, 5, 2), -3, 3)).On(2, 5, 4).In(18),
        Op("ScatterND").Set("reduction", reduction).On(9).On(Samples.Whole(ElementType.Int64, new Shape(30, 1), -9, 9)).On(30).In(18),
    }));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("must have the shape of the indices, [3]", Refusal(Op("ScatterElements").On(5).Constant(0, 1, 2).On(2)));
        Assert.Contains("data [5, 3] and indices [2, 1] need [2, 3]",
            Refusal(Op("ScatterND").On(5, 3).Constant(Tensor.Of<long>(new Shape(2, 1), 0, 1)).On(2, 2)));
        Assert.Contains("the reduction 'mean'", Refusal(Op("ScatterElements").Set("reduction", "mean").On(5).Constant(0).On(1)));
    }
}
