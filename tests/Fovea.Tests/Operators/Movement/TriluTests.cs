using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class TriluTests : OperatorTests
{
    [SkippableFact]
    public void Above_and_below_every_diagonal() => Check(
        from k in new[] { -9L, -2, -1, 0, 1, 3, 9 }
        from upper in new[] { 0, 1 }
        from x in new[] { Samples.Floats(new Shape(2, 3, 5, 7)), Samples.Whole(ElementType.Int64, new Shape(6, 4), -9, 9) }
        select Op("Trilu").Set("upper", upper).On(x).Constant(Tensor.Scalar(k)));

    [SkippableFact]
    public void The_main_diagonal_where_none_is_given() => Check(Op("Trilu").On(5, 5), Op("Trilu").Set("upper", 0).On(1, 3, 3));

    [Fact]
    public void A_vector_is_refused() => Assert.Contains("the shape [5]", Refusal(Op("Trilu").On(5)));
}
