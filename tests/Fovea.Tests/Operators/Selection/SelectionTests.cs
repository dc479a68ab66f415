using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Selection;

public sealed class SelectionTests : OperatorTests
{
    [SkippableFact]
    public void NonZero_of_every_rank_and_type() => Check(
        Op("NonZero").On(Samples.Whole(ElementType.Float, new Shape(2, 3, 5), -1, 2)).Gives(ElementType.Int64),
        Op("NonZero").On(Samples.Whole(ElementType.Bool, new Shape(13), 0, 2)).Gives(ElementType.Int64),
        Op("NonZero").On(Samples.Whole(ElementType.Int32, new Shape(5, 4), 0, 1)).Gives(ElementType.Int64));

    [SkippableFact]
    public void Compress_along_every_axis_and_along_none() => Check(new[] { -1, 0, 1, 2 }
        .Select(axis => Op("Compress").Set("axis", axis).On(3, 3, 3).On(Tensor.Vector(true, false, true)))
        .Append(Op("Compress").On(3, 5).On(Samples.Whole(ElementType.Bool, new Shape(11), 0, 2)))
        .Append(Op("Compress").Set("axis", 1).On(2, 5).On(Tensor.Vector(false, true))));

    [SkippableFact]
    public void Unique_in_every_form() => Check(
        from sorted in new[] { 0, 1 }
        from axis in new int?[] { null, 0, 1, -1 }
        let unique = Op("Unique").Set("sorted", sorted).On(Samples.Whole(ElementType.Float, new Shape(4, 6, 2), 0, 2))
            .Gives(ElementType.Float, ElementType.Int64, ElementType.Int64, ElementType.Int64)
        select axis is { } a ? unique.Set("axis", a) : unique);

    [SkippableFact]
    public void Boxes_that_overlap_better_ones_fall_away() => Check(
        from centre in new[] { 0, 1 }
        from overlap in new[] { 0f, 0.3f, 0.9f }
        from most in new[] { 1L, 3L, 100L }
        select Op("NonMaxSuppression").Set("center_point_box", centre).On(Samples.Floats(new Shape(2, 13, 4), 1, 0, 1)).On(Samples.Floats(new Shape(2, 3, 13), 2, 0, 1))
            .Constant(Tensor.Vector(most)).Constant(Tensor.Vector(overlap)).Constant(Tensor.Vector(0.25f)).Gives(ElementType.Int64));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("boxes [1, 5, 4] and scores [1, 2, 6]", Refusal(Op("NonMaxSuppression").On(1, 5, 4).On(1, 2, 6).Gives(ElementType.Int64)));
        Assert.Contains("the condition has 4 elements, axis 0 of [3] only 3", Refusal(Op("Compress").On(3).On(Tensor.Vector(true, true, true, true))));
    }
}
