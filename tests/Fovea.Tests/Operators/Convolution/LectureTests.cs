using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Operators.Convolution;

/// <summary>What an introduction to convolutional networks tells of convolutions, by its own examples.</summary>
public sealed class LectureTests
{
    private static readonly Tensor Edges = Tensor.Of<float>(new Shape(1, 1, 3, 3), -1, -1, -1, -1, 8, -1, -1, -1, -1);

    [SkippableFact]
    public void A_filter_that_slides_over_a_picture()
    {
        Tensor picture = Tensor.Of<float>(
            new Shape(1, 1, 5, 5), 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0);
        Tensor map = Convolve(picture, Tensor.Of<float>(new Shape(1, 1, 3, 3), 1, 0, 1, 0, 1, 0, 1, 0, 1));
        Assert.Equal(new Shape(1, 1, 3, 3), map.Shape);
        Assert.Equal(new float[] { 4, 3, 4, 2, 4, 3, 2, 3, 4 }, map.ToSingles());
    }

    [SkippableFact]
    public void An_edge_filter_sees_nothing_in_a_constant_picture()
    {
        Tensor picture = Tensor.Of<float>(new Shape(1, 1, 6, 9), Enumerable.Repeat(0.75f, 54).ToArray());
        Assert.All(Convolve(picture, Edges).ToSingles(), v => Assert.Equal(0, v));
    }

    [SkippableFact]
    public void An_edge_filter_sees_the_edge_of_a_square()
    {
        float[] map = Convolve(Square(4, 4), Edges).ToSingles();
        // The map begins one pixel into the picture: the square's inside is at 4..6, its corner at 3.
        Assert.Equal(0, map[4 * 10 + 4]);
        Assert.Equal(5, map[3 * 10 + 3]);
    }

    [SkippableFact]
    public void A_picture_of_three_channels_under_a_hundred_filters()
    {
        Tensor map = Convolve(Samples.Floats(new Shape(1, 3, 100, 100)), Samples.Floats(new Shape(100, 3, 5, 5)));
        Assert.Equal(new Shape(1, 100, 96, 96), map.Shape);
    }

    [SkippableFact]
    public void Moving_the_picture_moves_the_feature_map()
    {
        float[] here = Convolve(Square(2, 1), Edges).ToSingles(), there = Convolve(Square(5, 3), Edges).ToSingles();
        for (int y = 0; y < 7; y++)
        {
            for (int x = 0; x < 8; x++)
                Assert.Equal(here[y * 10 + x], there[(y + 3) * 10 + x + 2]);
        }

        Assert.Contains(here, v => v > 0);
    }

    [SkippableFact]
    public void A_small_shift_changes_a_pooled_map_less()
    {
        float[] here = Convolve(Square(3, 3), Edges).ToSingles(), there = Convolve(Square(3, 4), Edges).ToSingles();
        float[] pooledHere = Pool(here), pooledThere = Pool(there);
        double shifted = MeanDifference(here, there), pooled = MeanDifference(pooledHere, pooledThere);
        Assert.True(shifted > 0);
        Assert.True(pooled < 0.75 * shifted, $"{pooled} of a pooled map, {shifted} of the map itself");
    }

    private static float[] Pool(float[] map) => Run(
        new OperatorCase("MaxPool").Kernel(2).Stride(2).On(Tensor.Of<float>(new Shape(1, 1, 10, 10), map.Select(v => Math.Max(v, 0)).ToArray()))).ToSingles();

    private static double MeanDifference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(Math.Max(x, 0) - Math.Max(y, 0))).Average();

    // A bright square of 5 x 5 in a picture of 12 x 12.
    private static Tensor Square(int top, int left) => Tensor.Of<float>(new Shape(1, 1, 12, 12), Enumerable.Range(0, 144)
        .Select(i => i / 12 >= top && i / 12 < top + 5 && i % 12 >= left && i % 12 < left + 5 ? 1f : 0f).ToArray());

    private static Tensor Convolve(Tensor picture, Tensor filters)
    {
        return Run(new OperatorCase("Conv").On(picture).Constant(filters));
    }

    private static Tensor Run(OperatorCase network)
    {
        return GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using var runner = new GlModelRunner(context, network.Build());
            return runner.Run(network.Feeds)["y0"];
        });
    }
}
