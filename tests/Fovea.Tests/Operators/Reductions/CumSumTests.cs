using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Reductions;

public sealed class CumSumTests : OperatorTests
{
    [SkippableFact]
    public void Along_every_axis_in_every_way() => Check(
        from axis in Enumerable.Range(-1, 4)
        from way in new[] { (0, 0), (0, 1), (1, 0), (1, 1) }
        from x in new[] { Samples.Floats(new Shape(2, 5, 3)), Samples.Whole(ElementType.Int32, new Shape(3, 4, 7), -9, 9) }
        select Op("CumSum").Set("exclusive", way.Item1).Set("reverse", way.Item2).On(x).Constant(Tensor.Scalar((long)axis)));

    [Fact]
    public void An_axis_that_is_not_there_is_refused() => Assert.Contains("Axis 2", Refusal(Op("CumSum").On(2, 5).Constant(Tensor.Scalar(2L))));
}
