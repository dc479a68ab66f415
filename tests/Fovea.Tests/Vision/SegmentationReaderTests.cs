using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Vision;

public sealed class SegmentationReaderTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [Fact]
    public void The_map_is_the_best_class_and_areas_are_counted_and_mapped_to_the_source()
    {
        // 3 x 2 pixels, classes last; class 2 at the left, 0 elsewhere, but for one pixel of 1.
        float[] scores = [0, 0, 5, 3, 0, 0, 3, 0, 0, 0, 0, 5, 3, 0, 0, 0, 4, 0];
        var options = new SegmenterOptions(new ImageInput()) { KeepMap = true, Labels = ["sky", "bird", "tree"] };
        var reader = new SegmentationReader(options, ReaderForms.Setup(new Shape(1, 2, 3, 3)));
        SegmentationResult result = ReaderForms.Plain(reader, scores, ReaderForms.Frame(300, 100));
        Assert.Equal([2, 0, 0, 2, 0, 1], Classes(result));
        Assert.Equal(3, result.Count);
        Assert.Equal(("sky", 0.5f, new Box(100, 0, 200, 100)), (result[0].Category, result[0].Share, result[0].Box));
        Assert.Equal(("tree", 2 / 6f, new Box(0, 0, 100, 100)), (result[1].Category, result[1].Share, result[1].Box));
        Assert.Equal(("bird", 1 / 6f, new Box(200, 50, 100, 50)), (result[2].Category, result[2].Share, result[2].Box));

        // How sure: exp(5) of exp(5) + 2 at the first pixel.
        Assert.Equal((byte)Math.Round(255 * Math.Exp(5) / (Math.Exp(5) + 2)), result.Map[1]);
        Assert.Equal(255, result.Map[3]);
    }

    [Fact]
    public void Bars_are_no_part_of_the_picture()
    {
        var options = new SegmenterOptions(new ImageInput(ImageFit.Letterbox)) { KeepMap = true };
        var reader = new SegmentationReader(options, ReaderForms.Setup(new Shape(1, 2, 4, 4)));
        float[] scores = new float[32];
        // A picture twice as wide as high in a square: a quarter above and below are bars.
        ImageMapping mapping = options.Input.Map(200, 100, 4, 4);
        SegmentationResult result = ReaderForms.Plain(reader, scores, new VisionFrame(default, mapping, 200, 100));
        Assert.Equal(1, result.Count);
        Assert.Equal(new Box(0, 0, 200, 100), result[0].Box);
        Assert.Equal(1, result[0].Share);
        byte[] alpha = Enumerable.Range(0, 16).Select(i => result.Map[(4 * i) + 3]).ToArray();
        Assert.Equal([.. new byte[4], .. Enumerable.Repeat((byte)255, 8), .. new byte[4]], alpha);
    }

    [Fact]
    public void A_larger_map_interpolates_scores_before_it_takes_the_best()
    {
        // Two pixels whose scores cross at a third of the way: 4 -> -2 against 0.
        float[] scores = [4, -2, 0, 0];
        var options = new SegmenterOptions(new ImageInput()) { KeepMap = true, MapSize = (60, 1), ChannelsLast = false };
        var reader = new SegmentationReader(options, ReaderForms.Setup(new Shape(1, 2, 1, 2)));
        int[] map = Classes(ReaderForms.Plain(reader, scores, ReaderForms.Frame(60, 1)));
        // Centres lie at a quarter and three quarters; the crossing at 1/4 + 2/3 * 1/2 = 7/12.
        Assert.Equal(Enumerable.Range(0, 60).Select(x => (x + 0.5) / 60 < 7 / 12.0 ? 0 : 1), map);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void Both_forms_agree(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        int seed = 0;
        foreach ((Shape shape, bool? last, (int, int)? size) in new (Shape, bool?, (int, int)?)[]
        {
            (new Shape(1, 5, 7, 9), false, null), (new Shape(1, 7, 9, 5), true, null), (new Shape(1, 13, 6, 5), false, (31, 17)),
            (new Shape(1, 33, 20, 3), true, (16, 40)), (new Shape(1, 1, 9, 20), false, null), (new Shape(1, 9, 20, 1), true, (40, 27)),
            (new Shape(1, 9, 21), null, null), (new Shape(1, 300, 5, 3), false, null),
        })
        {
            foreach (ScoreActivation activation in Enum.GetValues<ScoreActivation>())
            {
                float[] scores = ReaderForms.Random(shape.Count, seed++);
                var options = new SegmenterOptions(new ImageInput(ImageFit.Letterbox)) { Activation = activation, ChannelsLast = last, MapSize = size, KeepMap = true };
                Compare(context, options, shape, scores, ElementType.Float);
            }
        }

        Compare(context, new SegmenterOptions(new ImageInput()) { Soft = true, Activation = ScoreActivation.None, KeepMap = true, MapSize = (19, 21) },
            new Shape(1, 1, 8, 10), ReaderForms.Random(80, 99).Select(MathF.Abs).ToArray(), ElementType.Float);
    });

    [Theory]
    [MemberData(nameof(Apis))]
    public void Classes_that_the_network_chose_itself_are_taken(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        int[] classes = Enumerable.Range(0, 35).Select(i => (i * 7) % 5).ToArray();
        var options = new SegmenterOptions(new ImageInput()) { KeepMap = true, Labels = ["a", "b", "c", "d", "e"] };
        Compare(context, options, new Shape(1, 5, 7), classes, ElementType.Int64);
        Compare(context, options with { MapSize = (20, 9) }, new Shape(1, 1, 5, 7), classes, ElementType.Int64);
    });

    [Theory]
    [MemberData(nameof(Apis))]
    public void Scores_that_are_no_numbers_are_counted(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        float[] scores = ReaderForms.Random(3 * 40, 3);
        (scores[0], scores[50], scores[119]) = (float.NaN, float.NegativeInfinity, float.NaN);
        var reader = new SegmentationReader(new SegmenterOptions(new ImageInput()), ReaderForms.Setup(new Shape(1, 3, 5, 8)));
        using VisionPass pass = reader.CreatePass(context);
        Assert.Equal(3, ReaderForms.Plain(reader, scores, ReaderForms.Frame(9, 9)).NonFinite);
        Assert.Equal(3, ReaderForms.OnGpu(context, reader, pass, scores, new Shape(1, 3, 5, 8), ElementType.Float, ReaderForms.Frame(9, 9)).NonFinite);
    });

    [Fact]
    public void Outputs_and_labels_that_do_not_fit_are_named()
    {
        Assert.Contains("[1, 2, 3, 4, 5]", Fails(new Shape(1, 2, 3, 4, 5), []));
        Assert.Contains("[1000]", Fails(new Shape(1000), []));
        Assert.Contains("2 labels", Fails(new Shape(1, 5, 8, 8), ["a", "b"]));
        Assert.Contains("'y'", Assert.Throws<ModelException>(() => new SegmentationReader(
            new SegmenterOptions(new ImageInput()) { Soft = true }, ReaderForms.Setup(new Shape(1, 5, 8, 8)))).Message);
        Assert.Contains("labels", Assert.Throws<ModelException>(() => new SegmentationReader(
            new SegmenterOptions(new ImageInput()), ReaderForms.Setup(new Shape(1, 8, 8), type: ElementType.Int64))).Message);

        Assert.Contains("background's first, not 1", Fails(new Shape(1, 1, 8, 8), ["person"]));
        Assert.Contains("Double", Assert.Throws<ModelException>(() => new SegmentationReader(
            new SegmenterOptions(new ImageInput()), ReaderForms.Setup(new Shape(1, 5, 8, 8), type: ElementType.Double))).Message);
        Assert.Contains("Int64", Assert.Throws<ModelException>(() => new SegmentationReader(
            new SegmenterOptions(new ImageInput()) { Soft = true, Labels = ["a", "b"] }, ReaderForms.Setup(new Shape(1, 8, 8), type: ElementType.Int64))).Message);

        static string Fails(Shape shape, string[] labels) => Assert.Throws<ModelException>(
            () => new SegmentationReader(new SegmenterOptions(new ImageInput()) { Labels = labels }, ReaderForms.Setup(shape))).Message;
    }

    private static int[] Classes(SegmentationResult result)
    {
        int[] classes = new int[result.Width * result.Height];
        for (int i = 0; i < classes.Length; i++)
            classes[i] = result.Map[4 * i] + (256 * result.Map[(4 * i) + 2]);
        return classes;
    }

    private static void Compare(GpuContext context, SegmenterOptions options, Shape shape, Array output, ElementType type)
    {
        var reader = new SegmentationReader(options, ReaderForms.Setup(shape, type: type));
        using VisionPass pass = reader.CreatePass(context);
        var frame = new VisionFrame(new FrameStamp(3, TimeSpan.Zero), options.Input.Map(130, 70, reader.Width, reader.Height), 130, 70);
        float[] floats = output as float[] ?? ((int[])output).Select(v => (float)v).ToArray();
        SegmentationResult want = ReaderForms.Plain(reader, floats, frame), got = ReaderForms.OnGpu(context, reader, pass, output, shape, type, frame);
        var areas = new Dictionary<int, SegmentArea>();
        for (int i = 0; i < want.Count; i++)
            areas[want[i].Class] = want[i];
        Assert.Equal(want.Count, got.Count);
        for (int i = 0; i < got.Count; i++)
            Assert.Equal(areas[got[i].Class], got[i]);
        for (int i = 0; i < want.Map.Length; i++)
            Assert.True(Math.Abs(want.Map[i] - got.Map[i]) <= (i % 4 == 1 || (options.Soft && i % 4 == 0) ? 1 : 0), $"{shape}, byte {i}: {want.Map[i]} and {got.Map[i]}");
    }
}
