using System;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Xunit;

namespace Fovea.Tests.Vision.Overlays;

public sealed class ClassPaletteTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    // Pairs of Sharma, Wu and Dalal (2005), "The CIEDE2000 color-difference formula", table 1.
    [Theory]
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461)]
    [InlineData(50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195)]
    [InlineData(50, 2.5, 0, 73, 25, -18, 27.1492)]
    [InlineData(50, 2.5, 0, 56, -27, -3, 31.9030)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    [InlineData(2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082)]
    public void The_difference_is_the_published_one(double l1, double a1, double b1, double l2, double a2, double b2, double expected) =>
        Assert.Equal(expected, ColorVision.Difference((l1, a1, b1), (l2, a2, b2)), 4);

    [Theory]
    [InlineData(7, 10.8)]
    [InlineData(16, 10.8)]
    [InlineData(24, 8.9)]
    [InlineData(40, 6.4)]
    [InlineData(80, 4.2)]
    public void The_first_colours_are_told_apart_with_any_colour_vision(int count, double least)
    {
        Assert.True(ClassPalette.Count >= count);
        foreach (string kind in ColorVision.Kinds)
        {
            (double L, double A, double B)[] seen = Enumerable.Range(0, count).Select(i => ColorVision.Lab(ClassPalette.Of(i), kind)).ToArray();
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    double difference = ColorVision.Difference(seen[i], seen[j]);
                    Assert.True(difference >= least, $"With {kind} the colours of classes {j} and {i} are {difference:f2} apart.");
                }
            }
        }
    }

    [Fact]
    public void Neighbours_differ_in_lightness()
    {
        double[] lightness = Enumerable.Range(0, ClassPalette.Count).Select(i => ColorVision.Lab(ClassPalette.Of(i), "normal").L).ToArray();
        for (int i = 1; i < lightness.Length; i++)
            Assert.True(Math.Abs(lightness[i] - lightness[i - 1]) >= 12, $"Classes {i - 1} and {i} are {lightness[i - 1]:f1} and {lightness[i]:f1} light.");
    }

    [Fact]
    public void Text_on_every_colour_has_the_contrast_that_WCAG_asks_for()
    {
        Assert.Equal(21, SrgbColor.Black.ContrastWith(SrgbColor.White), 10);
        Assert.Equal(4.54, SrgbColor.Of(0x767676).ContrastWith(SrgbColor.White), 2); // known as the lightest grey that passes on white
        for (int i = 0; i < ClassPalette.Count; i++)
        {
            SrgbColor paper = ClassPalette.Of(i), other = paper.Ink == SrgbColor.Black ? SrgbColor.White : SrgbColor.Black;
            Assert.True(paper.ContrastWith(paper.Ink) >= 4.5, $"Class {i}: {paper.ContrastWith(paper.Ink):f2}.");
            Assert.True(paper.ContrastWith(paper.Ink) >= paper.ContrastWith(other));
        }
    }

    [Fact]
    public void A_number_beyond_the_last_begins_again_and_none_is_negative()
    {
        Assert.Equal(ClassPalette.Of(3), ClassPalette.Of((2 * ClassPalette.Count) + 3));
        Assert.Equal("#56b4e9", ClassPalette.Of(0).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassPalette.Of(-1));
    }

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_GPU_draws_with_the_colours_that_the_CPU_names(GlApi api) => GlThread.Run(api, gl =>
    {
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        var layout = new DetectionLayout(1, 0);
        using var overlay = new DetectionOverlay(context, layout, Array.Empty<string>(), new OverlayStyle { LineWidth = 8, CornerRadius = 0 });
        using var canvas = new TestCanvas(context, 64, 48);
        for (int i = 0; i < ClassPalette.Count + 2; i += 3)
        {
            var result = new DetectionResult(layout, Array.Empty<string>());
            result.Add(new Box(16, 12, 40, 30), 0.5f, i);
            canvas.Draw(target => overlay.Draw(result, target));
            TestCanvas.AssertNear(ClassPalette.Of(i), canvas[16, 30]);
        }
    });
}
