using System.Linq;
using Fovea.Tests.Vision.Overlays;
using Fovea.Vision.Explain;
using Xunit;

namespace Fovea.Tests.Vision.Explain;

/// <summary>Held against CIELAB, which the colours were not made with, and against what colour-blind people see.</summary>
public sealed class HeatColorsTests
{
    [Fact]
    public void Lightness_rises_evenly()
    {
        double[] lightness = Enumerable.Range(0, 17).Select(i => ColorVision.Lab(HeatColors.Of(i / 16f), "normal").L).ToArray();
        double[] steps = lightness.Zip(lightness.Skip(1), (a, b) => b - a).ToArray();
        Assert.True(lightness[0] < 15 && lightness[16] > 92);
        Assert.All(steps, s => Assert.InRange(s / steps.Average(), 0.6, 1.4));
    }

    [Fact]
    public void Values_keep_their_order_and_distance_with_every_kind_of_vision()
    {
        foreach (string kind in ColorVision.Kinds)
        {
            (double L, double A, double B)[] seen = Enumerable.Range(0, 17).Select(i => ColorVision.Lab(HeatColors.Of(i / 16f), kind)).ToArray();
            for (int i = 1; i < seen.Length; i++)
            {
                Assert.True(seen[i].L > seen[i - 1].L);
                // A difference of 1 can just be seen.
                Assert.True(ColorVision.Difference(seen[i - 1], seen[i]) > 2.5);
            }
        }
    }

    [Fact]
    public void What_is_beyond_has_the_colour_of_the_bound()
    {
        Assert.Equal(HeatColors.Of(0), HeatColors.Of(-3));
        Assert.Equal(HeatColors.Of(1), HeatColors.Of(float.PositiveInfinity));
        Assert.Equal(HeatColors.Of(0), HeatColors.Of(float.NaN));
        Assert.NotEqual(HeatColors.Of(0), HeatColors.Of(1));
    }
}
