using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class SplitTests : OperatorTests
{
    private static readonly ElementType[] Three = { ElementType.Float, ElementType.Float, ElementType.Float };

    [SkippableFact]
    public void Into_given_sizes() => Check(
        Op("Split").Set("axis", 1).On(2, 13, 4, 3).Constant(4, 8, 1).Gives(Three),
        Op("Split").Set("axis", 1).On(2, 13, 4, 3).Constant(5, 1, 7).Gives(Three),
        Op("Split").Set("axis", -1).On(2, 5, 4, 7).Constant(2, 1, 4).Gives(Three),
        Op("Split").On(6, 5, 4).Constant(2, 0, 4).Gives(Three),
        Op("Split").Set("axis", 1).On(Samples.Whole(ElementType.Int64, new Shape(2, 6), -9, 9)).Constant(2, 4).Gives(ElementType.Int64, ElementType.Int64));

    [SkippableFact]
    public void Into_equal_sizes() => Check(
        Op("Split").Set("axis", 1).Set("num_outputs", 3).On(2, 6, 4, 3).Gives(Three),
        Op("Split").Set("axis", 2).Set("num_outputs", 3).On(2, 6, 7, 3).Gives(Three),
        Op("Split").Set("num_outputs", 3).On(8).Gives(Three),
        Op("Split").Set("axis", 1).In(13).On(2, 6, 4, 3).Gives(Three));

    [SkippableFact]
    public void Sizes_that_do_not_add_up_are_refused() =>
        Assert.Contains("[2, 2, 3]", Refusal(Op("Split").Set("axis", 1).On(1, 6, 2, 2).Constant(2, 2, 3).Gives(Three)));
}
