using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Sampling;

public sealed class AffineGridTests : OperatorTests
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_pictures_and_of_volumes(int corners) => Check(
        Op("AffineGrid").Set("align_corners", corners).In(20).On(2, 2, 3).Constant(2, 3, 5, 7),
        Op("AffineGrid").Set("align_corners", corners).In(20).On(1, 2, 3).Constant(1, 1, 13, 2),
        Op("AffineGrid").Set("align_corners", corners).In(20).On(2, 3, 4).Constant(2, 1, 3, 5, 4));

    // ONNX Runtime puts it at an end, PyTorch, which exports this operator, in the middle.
    [SkippableFact]
    public void A_lone_element_lies_in_the_middle() => CheckAgainst((
        Op("AffineGrid").Set("align_corners", 1).On(Tensor.Of<float>(new Shape(1, 2, 3), 2, 0, 0.5f, 0, 3, -0.25f)).Constant(1, 1, 1, 1),
        Tensor.Of<float>(new Shape(1, 1, 1, 2), 0.5f, -0.25f)));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("neither [N, C, H, W]", Refusal(Op("AffineGrid").On(2, 2, 3).Constant(2, 3, 5)));
        Assert.Contains("needs floating-point ones [2, 2, 3]", Refusal(Op("AffineGrid").On(1, 2, 3).Constant(2, 3, 5, 7)));
    }
}
