using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Pooling;

public sealed class MaxRoiPoolTests : OperatorTests
{
    // Within the map, half-way between elements, partly outside, wholly outside, and turned around.
    private static readonly Tensor Regions = Tensor.Of<float>(
        new Shape(6, 5), 0, 0, 0, 9, 9, 1, 3.5f, 2.5f, 8, 20, 1, 10, 4, 40, 50, 0, 7, 7, 7.5f, 7.25f, 1, 50, 60, 70, 80, 0, 9, 9, 3, 3);

    [SkippableFact]
    public void At_every_size_and_scale() => Check(
        from parts in new[] { new[] { 1, 1 }, new[] { 3, 2 }, new[] { 7, 7 } }
        from scale in new[] { 1f, 0.5f, 0.3f }
        from channels in new[] { 1, 5 }
        select Op("MaxRoiPool").Set("pooled_shape", parts).Set("spatial_scale", scale).On(2, channels, 13, 17).On(Regions));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("[R, 5] is needed", Refusal(Op("MaxRoiPool").Set("pooled_shape", new[] { 2, 2 }).On(2, 3, 5, 5).On(3, 4)));
        Assert.Contains("two sizes of at least 1", Refusal(Op("MaxRoiPool").Set("pooled_shape", new[] { 2, 0 }).On(2, 3, 5, 5).On(3, 5)));
    }
}
