using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class GatherTests : OperatorTests
{
    [SkippableFact]
    public void Along_every_axis_with_constant_indices() => Check(Samples.Images.SelectMany(x => Enumerable.Range(-1, 5).SelectMany(axis => new[]
    {
        Op("Gather").Set("axis", axis).On(x).Constant(0, -1, 0),
        Op("Gather").Set("axis", axis).On(x).Constant(Tensor.Of<long>(new Shape(2, 2), 0, -1, 0, 0)),
        Op("Gather").Set("axis", axis).On(x).Constant(Tensor.Scalar(-1L)),
    })));

    [SkippableFact]
    public void With_indices_that_arrive_at_run_time() => Check(
        Op("Gather").Set("axis", 1).On(2, 5, 3, 4).On(Tensor.Vector<long>(4, -5, 2)),
        Op("Gather").On(9).On(Tensor.Of<int>(new Shape(2, 3), 0, 8, -9, 4, 4, -1)),
        Op("Gather").On(Samples.Whole(ElementType.Int64, new Shape(6, 2), -9, 9)).On(Tensor.Scalar(3)));

    [SkippableFact]
    public void A_constant_index_out_of_range_is_refused() =>
        Assert.Contains("index 5", Refusal(Op("Gather").Set("axis", 1).On(2, 5).Constant(5)));
}
