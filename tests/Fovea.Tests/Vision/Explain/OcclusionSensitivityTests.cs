using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Player;
using Fovea.Vision;
using Fovea.Vision.Explain;
using Xunit;

namespace Fovea.Tests.Vision.Explain;

/// <summary>Networks whose answers are known: the sum of some pixels falls by exactly what is covered.</summary>
public sealed class OcclusionSensitivityTests
{
    private const int Width = 12, Height = 8;

    private static readonly ImageInput Format = new(Mean: [0, 0, 0], Scale: [1, 1, 1]);

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_network_that_looks_at_one_quadrant_minds_only_that_one(bool channelsLast)
    {
        CommandLine.NeedOnnxRuntime();
        // The sum of the top left quadrant; the picture is 1 there and 3 elsewhere, what covers is 0.
        using var runner = OnnxRuntimeRunner.Load(Quadrant(1, channelsLast));
        ImageInput format = Format with { ChannelsLast = channelsLast };
        Tensor picture = Picture(channelsLast, (x, y) => x < 6 && y < 4 ? 1 : 3);
        HeatMap map = Explain(runner, picture, format, new OcclusionOptions { Window = 2, Stride = 2, Fill = 0 }, out double score, out int count);
        Assert.Equal(3 * 24, score, 6);
        Assert.Equal(24, count);
        for (int y = 0; y < Height; y++)
        {
            // A square of 2 x 2 pixels takes 4 ones in each of 3 channels.
            for (int x = 0; x < Width; x++)
                Assert.Equal(x < 6 && y < 4 ? 12 : 0, map.Values[(y * Width) + x], 4);
        }
    }

    [SkippableFact]
    public void Overlapping_squares_are_averaged()
    {
        CommandLine.NeedOnnxRuntime();
        using var runner = OnnxRuntimeRunner.Load(Quadrant(1, false));
        HeatMap map = Explain(runner, Picture(false, (_, _) => 1), Format, new OcclusionOptions { Window = 4, Stride = 2, Fill = 0 }, out _, out int count);
        Assert.Equal(5 * 3, count);
        // Pixel (0, 0) is covered once, by the square at (0, 0), which takes 16 ones in each channel.
        Assert.Equal(48, map.Values[0], 4);
        // Pixel (5, 3): squares at x 2 and 4, y 0 and 2 cover 4 and 2 columns, 4 and 2 rows of the quadrant: (4 + 2) * (4 + 2) / 4 ones each.
        Assert.Equal(3 * 9, map.Values[(3 * Width) + 5], 4);
        Assert.Equal(0, map.Values[(7 * Width) + 11]);
    }

    [SkippableFact]
    public void The_last_square_reaches_the_edge_and_what_raises_the_score_is_negative()
    {
        CommandLine.NeedOnnxRuntime();
        using var runner = OnnxRuntimeRunner.Load(Quadrant(1, false));
        HeatMap map = Explain(runner, Picture(false, (_, _) => 1), Format, new OcclusionOptions { Window = 5, Stride = 5, Fill = 2 }, out _, out int count);
        // Columns at 0, 5 and 7, rows at 0 and 3.
        Assert.Equal(6, count);
        Assert.Equal(-3 * 5 * 4, map.Values[0], 4);
        Assert.Equal(-3 * 5 * 4, map.Least, 4);
        Assert.Equal(0, map.Values[Width - 1]);
    }

    [SkippableFact]
    public void The_mean_of_the_picture_covers_by_default()
    {
        CommandLine.NeedOnnxRuntime();
        using var runner = OnnxRuntimeRunner.Load(Quadrant(1, false));
        // 4 in the first column, else 0: the mean is 4/12.
        HeatMap map = Explain(runner, Picture(false, (x, _) => x == 0 ? 4 : 0), Format, new OcclusionOptions { Window = 1, Stride = 1 }, out _, out _);
        Assert.Equal(3 * (4 - (4 / 12.0)), map.Values[0], 4);
        Assert.Equal(-3 * 4 / 12.0, map.Values[1], 4);
    }

    [SkippableTheory]
    [InlineData("onnxruntime")]
    [InlineData("gl")]
    public void Batches_give_what_single_pictures_give(string backend)
    {
        CommandLine.NeedOnnxRuntime();
        var options = new OcclusionOptions { Window = 3, Stride = 2, Fill = 0.5f, Batch = 7 };
        Tensor picture = Picture(false, (x, y) => MathF.Sin((x * 0.7f) + (y * 1.3f)));
        HeatMap single, batches;
        using (var runner = OnnxRuntimeRunner.Load(Quadrant(1, false)))
            single = Explain(runner, picture, Format, options, out _, out _);
        if (backend == "gl")
        {
            batches = GlThread.Run(GlApi.OpenGL, gl =>
            {
                using GpuContext context = GpuContext.Attach(gl);
                using var runner = new GlModelRunner(context, Quadrant(null, false));
                return Explain(runner, picture, Format, options, out _, out _);
            });
        }
        else
        {
            using var runner = OnnxRuntimeRunner.Load(Quadrant(null, false));
            batches = Explain(runner, picture, Format, options, out _, out _);
        }

        for (int i = 0; i < single.Values.Count; i++)
            Assert.Equal(single.Values[i], batches.Values[i], 1e-4f);
    }

    [SkippableFact]
    public void What_cannot_be_covered_or_scored_is_refused()
    {
        CommandLine.NeedOnnxRuntime();
        using var runner = OnnxRuntimeRunner.Load(Quadrant(1, false));
        Tensor picture = Picture(false, (_, _) => 1);
        Assert.Contains("A square of 9 pixels", Message(new OcclusionOptions { Window = 9 }));
        Assert.Contains("moves by 3", Message(new OcclusionOptions { Window = 2, Stride = 3 }));
        Assert.Contains("moves by 0", Message(new OcclusionOptions { Stride = 0 }));
        string nan = Assert.Throws<ModelException>(() => new OcclusionSensitivity(runner, Picture(false, (_, _) => float.NaN), Format, Sum)).Message;
        Assert.Contains("score of the whole picture is NaN", nan);

        string Message(OcclusionOptions options) => Assert.Throws<ModelException>(() => new OcclusionSensitivity(runner, picture, Format, Sum, options)).Message;
    }

    [Fact]
    public void Similarity_is_score_times_overlap_of_the_same_class()
    {
        var result = new DetectionResult(new DetectionLayout(5, 0), []);
        var target = new Detection("a", 1, 0.9f, new Box(0, 0, 10, 10), default);
        Assert.Equal(0, DetectionSimilarity.Of(target, result));
        result.Add(new Box(0, 0, 10, 10), 0.99f, 2);
        Assert.Equal(0, DetectionSimilarity.Of(target, result));
        // 5 of 15 shared at 0.8, 8 of 10 at 0.5.
        result.Add(new Box(5, 0, 10, 10), 0.8f, 1);
        Assert.Equal(0.8 / 3, DetectionSimilarity.Of(target, result), 6);
        result.Add(new Box(0, 0, 10, 8), 0.5f, 1);
        Assert.Equal(0.4, DetectionSimilarity.Of(target, result), 6);
    }

    [Fact]
    public void A_heat_map_is_read_between_the_centres_of_its_cells()
    {
        var map = new HeatMap(2, 2, [0, 4, 8, 12]);
        Assert.Equal((0f, 12f), (map.Least, map.Most));
        Assert.Equal(0, map.At(0, 0));
        Assert.Equal(0, map.At(0.25f, 0.25f));
        Assert.Equal(6, map.At(0.5f, 0.5f));
        Assert.Equal(1, map.At(0.375f, 0.1f), 5);
        Assert.Equal(12, map.At(1, 1));
    }

    private static HeatMap Explain(
        IModelRunner runner, Tensor picture, ImageInput format, OcclusionOptions options, out double score, out int count)
    {
        var occlusion = new OcclusionSensitivity(runner, picture, format, Sum, options);
        Assert.Throws<InvalidOperationException>(() => occlusion.Result);
        while (!occlusion.Advance())
            Assert.InRange(occlusion.Progress, 0, 1);
        (score, count) = (occlusion.Score, occlusion.Count);
        Assert.Equal(1.0, occlusion.Progress);
        return occlusion.Result;
    }

    private static double Sum(IReadOnlyDictionary<string, Tensor> outputs)
    {
        Assert.Equal(new Shape(1, 1), outputs["y"].Shape);
        return outputs["y"].ToSingles()[0];
    }

    // The sum over the top left quadrant of all channels.
    private static Model Quadrant(int? batch, bool channelsLast)
    {
        var mask = new float[Width * Height];
        for (int i = 0; i < mask.Length; i++)
            mask[i] = i % Width < Width / 2 && i / Width < Height / 2 ? 1 : 0;
        Model model = new Net(13).Output("y")
            .Constant("mask", Tensor.Of(channelsLast ? new Shape(1, Height, Width, 1) : new Shape(1, 1, Height, Width), mask))
            .Constant("axes", Tensor.Vector<long>(1, 2, 3)).Constant("one", Tensor.Vector<long>(1))
            .Node("Mul", "x mask", "a").Node("ReduceSum", "a axes", "b", ("keepdims", 0L)).Node("Unsqueeze", "b one", "y").Model();
        Dimension[] dims = (channelsLast ? new[] { Height, Width, 3 } : [3, Height, Width]).Select(d => new Dimension(d, null))
            .Prepend(batch is { } n ? new Dimension(n, null) : new Dimension(null, "n")).ToArray();
        return model with { Graph = model.Graph with { Inputs = [new ValueInfo("x", ElementType.Float, dims)] } };
    }

    private static Tensor Picture(bool channelsLast, Func<int, int, float> value)
    {
        var values = new float[3 * Width * Height];
        for (int i = 0; i < Width * Height; i++)
        {
            for (int c = 0; c < 3; c++)
                values[channelsLast ? (3 * i) + c : (c * Width * Height) + i] = value(i % Width, i / Width);
        }

        return Tensor.Of(channelsLast ? new Shape(1, Height, Width, 3) : new Shape(1, 3, Height, Width), values);
    }
}
