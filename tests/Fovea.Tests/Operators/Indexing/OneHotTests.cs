using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Indexing;

public sealed class OneHotTests : OperatorTests
{
    [SkippableFact]
    public void Along_a_new_axis_anywhere() => Check(Enumerable.Range(-3, 6).SelectMany(axis => new[]
    {
        Op("OneHot").Set("axis", axis).On(Samples.Whole(ElementType.Int64, new Shape(2, 3), -7, 7)).Constant(Tensor.Scalar(5L)).On(2).Gives(ElementType.Float),
        Op("OneHot").Set("axis", axis).On(Samples.Whole(ElementType.Float, new Shape(2, 3), -5, 5)).Constant(Tensor.Vector(5f))
            .On(Tensor.Vector(-1f, 3f)).Gives(ElementType.Float),
    }));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("axis 2 is outside a tensor of rank 2", Refusal(Op("OneHot").Set("axis", 2).On(3).Constant(Tensor.Scalar(5L)).On(2)));
        Assert.Contains("an 'off' and an 'on' value", Refusal(Op("OneHot").On(3).Constant(Tensor.Scalar(5L)).On(3)));
    }
}
