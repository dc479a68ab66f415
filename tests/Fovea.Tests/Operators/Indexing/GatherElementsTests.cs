using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Indexing;

public sealed class GatherElementsTests : OperatorTests
{
    [SkippableFact]
    public void Along_every_axis() => Check(
        Op("GatherElements").Set("axis", 0).On(5, 3).On(Samples.Whole(ElementType.Int64, new Shape(7, 3), -5, 5)),
        Op("GatherElements").Set("axis", 1).On(2, 13, 3, 5).On(Samples.Whole(ElementType.Int32, new Shape(2, 4, 3, 5), -13, 13)),
        Op("GatherElements").Set("axis", -1).On(2, 3, 5).On(Samples.Whole(ElementType.Int64, new Shape(1, 2, 9), -5, 5)),
        Op("GatherElements").Set("axis", 0).On(Samples.Whole(ElementType.UInt8, new Shape(9), 0, 255)).Constant(8, -9, 0));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("rank 1, the data rank 2", Refusal(Op("GatherElements").On(2, 5).Constant(0)));
        Assert.Contains("reach beyond the data [2, 5] along axis 0",
            Refusal(Op("GatherElements").Set("axis", 1).On(2, 5).Constant(Tensor.Of<long>(new Shape(3, 1), 0, 0, 0))));
        Assert.Contains("index 5 is outside axis 1", Refusal(Op("GatherElements").Set("axis", 1).On(2, 5).Constant(Tensor.Of<long>(new Shape(1, 1), 5))));
    }
}
