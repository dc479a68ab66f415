using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Indexing;

public sealed class GatherNDTests : OperatorTests
{
    [SkippableFact]
    public void Tuples_of_every_width() => Check(
        Op("GatherND").On(5, 7, 3).On(Samples.Whole(ElementType.Int64, new Shape(4, 1), -5, 5)),
        Op("GatherND").On(5, 7, 3).On(Samples.Whole(ElementType.Int64, new Shape(2, 3, 2), -5, 5)),
        Op("GatherND").On(3, 3, 3).On(Samples.Whole(ElementType.Int64, new Shape(6, 3), -3, 3)),
        Op("GatherND").On(Samples.Whole(ElementType.Int64, new Shape(4, 4), -99, 99)).Constant(Tensor.Of<long>(new Shape(2, 2), 3, -4, 0, 1)));

    [SkippableFact]
    public void Batches_stay_apart() => Check(
        Op("GatherND").Set("batch_dims", 1).On(2, 5, 3).On(Samples.Whole(ElementType.Int64, new Shape(2, 4, 1), -5, 5)),
        Op("GatherND").Set("batch_dims", 2).On(2, 3, 5, 4).On(Samples.Whole(ElementType.Int64, new Shape(2, 3, 2), -4, 4)));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("tuples of 3 indices", Refusal(Op("GatherND").On(2, 5).Constant(Tensor.Of<long>(new Shape(1, 3), 0, 0, 0))));
        Assert.Contains("batch dimension 0 is 2 in the data and 3", Refusal(Op("GatherND").Set("batch_dims", 1).On(2, 5).Constant(Tensor.Of<long>(new Shape(3, 1), 0, 0, 0))));
        Assert.Contains("index 5 is outside axis 1", Refusal(Op("GatherND").On(2, 5).Constant(Tensor.Of<long>(new Shape(1, 2), 0, 5))));
    }
}
