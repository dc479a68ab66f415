using System.Numerics;
using Fovea.Scenes.Numerics;
using Xunit;

namespace Fovea.Tests.Scenes.Numerics;

public sealed class ColorTests
{
    [Theory]
    [InlineData(0, 1, 1, 1, 0, 0)]
    [InlineData(60, 1, 1, 1, 1, 0)]
    [InlineData(120, 1, 0.5, 0, 0.5, 0)]
    [InlineData(210, 1, 1, 0, 0.5, 1)]
    [InlineData(240, 0.5, 1, 0.5, 0.5, 1)]
    [InlineData(-60, 1, 1, 1, 0, 1)]
    [InlineData(660, 1, 1, 1, 0, 1)]
    [InlineData(77, 0, 0.3, 0.3, 0.3, 0.3)]
    public void Hues_are_where_they_belong(double hue, double saturation, double value, float r, float g, float b) =>
        Assert.True((Hsv.ToRgb(hue, saturation, value) - new Vector3(r, g, b)).Length() < 1e-6f);

    [Fact]
    public void There_and_back_is_the_same_colour()
    {
        for (int i = 0; i < 512; i++)
        {
            Vector3 rgb = new Vector3(i & 7, (i >> 3) & 7, i >> 6) / 7;
            (double hue, double saturation, double value) = Hsv.FromRgb(rgb);
            Assert.True((Hsv.ToRgb(hue, saturation, value) - rgb).Length() < 1e-6f, $"{rgb}");
        }
    }

    // The Planckian locus in CIE 1931: illuminant A, and table values of black bodies.
    [Theory]
    [InlineData(2000, 0.5267, 0.4133)]
    [InlineData(2856, 0.4476, 0.4074)]
    [InlineData(4000, 0.3805, 0.3768)]
    [InlineData(6500, 0.3135, 0.3237)]
    [InlineData(10000, 0.2807, 0.2884)]
    [InlineData(20000, 0.2565, 0.2577)]
    public void Black_bodies_lie_on_their_locus(double kelvin, double x, double y)
    {
        (double foundX, double foundY) = ColorTemperature.Chromaticity(kelvin);
        Assert.Equal(x, foundX, 0.0015);
        Assert.Equal(y, foundY, 0.0015);
    }

    [Fact]
    public void Warm_is_red_and_cold_is_blue()
    {
        Vector3 candle = ColorTemperature.ToRgb(1900), noon = ColorTemperature.ToRgb(6504), shade = ColorTemperature.ToRgb(12000);
        Assert.True(candle.X == 1 && candle.Y is > 0.4f and < 0.7f && candle.Z < 0.2f, $"{candle}");
        Assert.True(noon.X > 0.96f && noon.Y > 0.96f && noon.Z > 0.96f, $"{noon}");
        Assert.True(shade.Z == 1 && shade.X < 0.85f && shade.X < shade.Y, $"{shade}");
    }
}
