using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Sampling;

public sealed class GridSampleTests : OperatorTests
{
    [SkippableFact]
    public void In_every_mode_beyond_every_edge() => Check(
        from mode in new[] { "linear", "nearest", "cubic" }
        from padding in new[] { "zeros", "border", "reflection" }
        from corners in new[] { 0, 1 }
        from shape in new[] { new Shape(1, 1, 5, 7), new Shape(2, 5, 6, 4) }
        select Op("GridSample").Set("mode", mode == "linear" ? "bilinear" : mode == "cubic" ? "bicubic" : mode).Set("padding_mode", padding).Set("align_corners", corners).In(16)
            .On(shape).On(Samples.Floats(new Shape(shape[0], 3, 13, 2), 5, -1.8, 1.8)));

    [SkippableFact]
    public void Of_volumes() => Check(
        from mode in new[] { "linear", "nearest" }
        from padding in new[] { "zeros", "border", "reflection" }
        from corners in new[] { 0, 1 }
        from shape in new[] { new Shape(1, 1, 3, 5, 7), new Shape(2, 5, 6, 4, 1), new Shape(1, 13, 2, 3, 5) }
        where shape[4] > 1 || corners == 0 || padding != "reflection"
        select Op("GridSample").Set("mode", mode).Set("padding_mode", padding).Set("align_corners", corners).In(20)
            .On(shape).On(Samples.Floats(new Shape(shape[0], 2, 3, 13, 3), 5, -1.8, 1.8)));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("needs [2, H, W, 2]", Refusal(Op("GridSample").On(2, 3, 5, 5).On(1, 3, 3, 2)));
        Assert.Contains("needs [2, D, H, W, 3]", Refusal(Op("GridSample").On(2, 3, 5, 5, 5).On(2, 3, 3, 3, 2)));
        Assert.Contains("there are linear and nearest", Refusal(Op("GridSample").Set("mode", "cubic").On(2, 3, 5, 5, 5).On(2, 3, 3, 3, 3)));
        Assert.Contains("maps [N, C, H, W] and volumes", Refusal(Op("GridSample").On(2, 3, 5).On(2, 3, 1)));
        Assert.Contains("mode 'area' is none of", Refusal(Op("GridSample").Set("mode", "area").On(2, 3, 5, 5).On(2, 3, 3, 2)));
    }
}
