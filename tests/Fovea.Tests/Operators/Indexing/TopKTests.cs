using System.Linq;
using Fovea.Models;
using Fovea.Operators.Indexing;
using Xunit;

namespace Fovea.Tests.Operators.Indexing;

public sealed class TopKTests : OperatorTests
{
    [SkippableFact]
    public void Of_short_rows_along_every_axis() => Check(Enumerable.Range(0, 3).SelectMany(axis => new[] { 0, 1 }.SelectMany(largest => new[]
    {
        Case(axis, largest).On(new Shape(5, 13, 7)).Constant(3),
        // Many are equal, and the first of them must come first.
        Case(axis, largest).On(Samples.Whole(ElementType.Float, new Shape(5, 9, 6), 0, 3)).Constant(5),
        Op("TopK").Set("axis", axis).Set("largest", largest).Gives(ElementType.Int64, ElementType.Int64)
            .On(Samples.Whole(ElementType.Int64, new Shape(5, 9, 6), -3, 3)).Constant(5),
    })));

    [SkippableFact]
    public void Of_long_rows() => Check(new[] { 0, 1 }.SelectMany(largest => new[]
    {
        Case(1, largest).On(new Shape(2, TopK.MaxRanked + 1)).Constant(100),
        Case(1, largest).On(Samples.Whole(ElementType.Float, new Shape(2, 5000), 0, 50)).Constant(5000),
        Case(0, largest).On(new Shape(3001, 3)).Constant(7),
    }));

    [Fact]
    public void More_than_there_are_is_refused() =>
        Assert.Contains("k is 6, and axis 1 of [2, 5] has 5 elements", Refusal(Case(1, 1).On(2, 5).Constant(6)));

    private static OperatorCase Case(int axis, int largest) =>
        Op("TopK").Set("axis", axis).Set("largest", largest).Gives(ElementType.Float, ElementType.Int64);
}
