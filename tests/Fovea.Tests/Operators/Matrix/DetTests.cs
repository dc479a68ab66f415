using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Matrix;

public sealed class DetTests : OperatorTests
{
    [SkippableFact]
    public void Of_many_matrices() => Check(
        Op("Det").On(3, 3),
        Op("Det").On(2, 5, 4, 4).Within(1e-4),
        Op("Det").On(1, 1),
        // The first pivot is zero.
        Op("Det").On(Tensor.Of<float>(new Shape(3, 3), 0, 2, 1, 3, 0, 1, 1, 1, 0)),
        Op("Det").On(Tensor.Of<float>(new Shape(2, 2), 1, 2, 2, 4)));

    [Fact]
    public void What_is_not_square_is_refused() => Assert.Contains("[3, 4]", Refusal(Op("Det").On(3, 4)));
}
