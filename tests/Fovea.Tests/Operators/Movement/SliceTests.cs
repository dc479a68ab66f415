using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class SliceTests : OperatorTests
{
    [SkippableFact]
    public void Starts_ends_axes_and_steps() => Check(Samples.Images.SelectMany(x => new[]
    {
        Op("Slice").On(x).Constant(0, 0, 1, 2).Constant(1, 4, 4, 5),
        Op("Slice").On(x).Constant(1, 1).Constant(4, 9).Constant(2, -1),
        Op("Slice").On(x).Constant(0, 1).Constant(9, 6).Constant(1, 3).Constant(2, 3),
        Op("Slice").On(x).Constant(-3).Constant(-1).Constant(-2),
    }));

    [SkippableFact]
    public void Backwards() => Check(Samples.Images.SelectMany(x => new[]
    {
        Op("Slice").On(x).Constant(-1).Constant(long.MinValue).Constant(3).Constant(-1),
        Op("Slice").On(x).Constant(-1, 3).Constant(-99, 0).Constant(1, 2).Constant(-1, -2),
        Op("Slice").On(x).Constant(100).Constant(1).Constant(2).Constant(-2),
    }));

    [SkippableFact]
    public void Beyond_the_tensor_and_empty() => Check(
        Op("Slice").On(2, 5, 4, 3).Constant(1, 1).Constant(long.MaxValue, int.MaxValue).Constant(1, 2),
        Op("Slice").On(2, 5, 4, 3).Constant(3).Constant(3).Constant(1),
        Op("Slice").On(2, 5, 4, 3).Constant(4).Constant(2).Constant(1),
        Op("Slice").On(2, 0, 4, 3).Constant(0).Constant(2).Constant(1),
        Op("Slice").On(2, 5, 4, 3).Constant(0).Constant(99).Constant(1).Constant(50));

    [SkippableFact]
    public void Of_other_ranks_and_types() => Check(
        Op("Slice").On(9).Constant(1).Constant(8).Constant(0).Constant(3),
        Op("Slice").On(2, 3, 4, 2, 5).Constant(1, 1).Constant(3, 4).Constant(2, 4),
        Op("Slice").On(2, 9, 4).Constant(3).Constant(8).Constant(1),
        Op("Slice").On(Samples.Whole(ElementType.Int64, new Shape(7), -9, 9)).Constant(2).Constant(-1),
        Op("Slice").On(Samples.Whole(ElementType.Int32, new Shape(2, 5, 3, 2), -9, 9)).Constant(2).Constant(5).Constant(1));

    [SkippableFact]
    public void A_step_of_zero_is_refused() =>
        Assert.Contains("step", Refusal(Op("Slice").On(4).Constant(0).Constant(2).Constant(0).Constant(0)));
}
