using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Sampling;

public sealed class RoiAlignTests : OperatorTests
{
    private static readonly Tensor Regions = Tensor.Of<float>(new Shape(5, 4), 0, 0, 9, 9, 3.5f, 2.25f, 8, 20, -3, -2, 4, 5, 7, 7, 7.5f, 7.25f, 20, 11, 31, 25);

    [SkippableFact]
    public void In_every_mode() => Check(
        from mode in new[] { "avg", "max" }
        from coordinates in new[] { "half_pixel", "output_half_pixel" }
        from ratio in new[] { 0, 1, 3 }
        select Op("RoiAlign").Set("mode", mode).Set("coordinate_transformation_mode", coordinates).Set("sampling_ratio", ratio).Set("spatial_scale", 0.5f)
            .Set("output_height", 3).Set("output_width", 5).On(2, 3, 13, 17).On(Regions).On(Tensor.Vector(0L, 1L, 1L, 0L, 1L)).In(16));

    [Fact]
    public void What_does_not_fit_is_refused() => Assert.Contains(
        "regions [5, 4] and images [3] do not go together", Refusal(Op("RoiAlign").On(2, 3, 13, 17).On(Regions).On(Tensor.Vector(0L, 1L, 1L))));
}
