using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class CenterCropPadTests : OperatorTests
{
    [SkippableFact]
    public void Cuts_and_pads_about_the_middle() => Check(
        from height in new[] { 1, 4, 7, 8, 13 }
        from width in new[] { 2, 5, 6, 10 }
        select Op("CenterCropPad").On(2, 3, 7, 6).Constant(2, 5, height, width));

    [SkippableFact]
    public void Along_some_axes_and_of_whole_numbers() => Check(
        Op("CenterCropPad").Set("axes", new[] { 3, 1 }).On(2, 5, 7, 9).Constant(4, 8),
        Op("CenterCropPad").Set("axes", new[] { -1 }).On(2, 5, 7).Constant(12),
        Op("CenterCropPad").On(Samples.Whole(ElementType.Int32, new Shape(4, 5), -9, 9)).Constant(7, 2));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("2 sizes for 3 axes", Refusal(Op("CenterCropPad").On(2, 3, 5).Constant(2, 2)));
        Assert.Contains("cannot have the size -2", Refusal(Op("CenterCropPad").On(2, 3).Constant(2, -2)));
    }
}
