using System;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Vision;

public sealed class ClassificationReaderTests
{
    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [Theory]
    [InlineData(ScoreActivation.Softmax)]
    [InlineData(ScoreActivation.Sigmoid)]
    [InlineData(ScoreActivation.None)]
    public void Probabilities_are_those_of_mathematics_best_first(ScoreActivation activation)
    {
        float[] scores = ReaderForms.Random(13, 1, 3);
        double sum = scores.Sum(s => Math.Exp(s));
        double[] want = scores.Select(s => activation switch
        {
            ScoreActivation.Softmax => Math.Exp(s) / sum,
            ScoreActivation.Sigmoid => 1 / (1 + Math.Exp(-s)),
            _ => s,
        }).ToArray();
        int[] order = Enumerable.Range(0, 13).OrderByDescending(i => want[i]).Take(4).ToArray();
        ClassificationResult result = ReaderForms.Plain(Reader(13, activation, top: 4), scores, ReaderForms.Frame(10, 10));
        Assert.Equal(order, Enumerable.Range(0, result.Count).Select(i => result[i].Class));
        for (int i = 0; i < 4; i++)
            Assert.Equal(want[order[i]], result[i].Probability, 1e-5);
        Assert.Equal(7, result.FrameId);
        Assert.Equal($"c{order[0]}", result[0].Category);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void Both_forms_agree(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        foreach (int classes in new[] { 2, 3, 127, 128, 129, 1000 })
        {
            foreach (ScoreActivation activation in Enum.GetValues<ScoreActivation>())
            {
                ClassificationReader plain = Reader(classes, activation, top: 5), other = Reader(classes, activation, top: 5);
                using VisionPass pass = other.CreatePass(context);
                for (int frame = 0; frame < 3; frame++)
                {
                    // Equal scores too: of those the lower number comes first.
                    float[] scores = ReaderForms.Random(classes, frame).Select(v => MathF.Round(4 * v) / 4).ToArray();
                    AssertSame(
                        ReaderForms.Plain(plain, scores, ReaderForms.Frame(9, 9, frame)),
                        ReaderForms.OnGpu(context, other, pass, scores, new Shape(1, classes), ElementType.Float, ReaderForms.Frame(9, 9, frame)));
                }
            }
        }
    });

    [Theory]
    [MemberData(nameof(Apis))]
    public void The_past_counts_by_the_time_that_has_passed(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        ClassificationReader plain = Smooth(), other = Smooth();
        using VisionPass pass = other.CreatePass(context);
        double p = 0, last = 0;
        foreach ((double time, float score) in new[] { (0, 1f), (0.5, 0f), (0.5, 1f), (2.5, 1f), (0.1, 0.25f) })
        {
            // The first frame, and one whose time does not advance, stand for themselves.
            double share = time <= last ? 1 : 1 - Math.Exp(-(time - last) / 2);
            last = time;
            p += (score - p) * share;
            float[] scores = [score, -1];
            Assert.Equal(p, ReaderForms.Plain(plain, scores, ReaderForms.Frame(9, 9, time))[0].Probability, 1e-6);
            Assert.Equal(p, ReaderForms.OnGpu(context, other, pass, scores, new Shape(1, 2), ElementType.Float, ReaderForms.Frame(9, 9, time))[0].Probability, 1e-6);
        }

        static ClassificationReader Smooth() => new(
            new ClassifierOptions(new ImageInput()) { Activation = ScoreActivation.None, Smoothing = TimeSpan.FromSeconds(2) }, ReaderForms.Setup(new Shape(1, 2)));
    });

    [Theory]
    [MemberData(nameof(Apis))]
    public void A_first_frame_without_numbers_leaves_no_past(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        var options = new ClassifierOptions(new ImageInput()) { Activation = ScoreActivation.None, Smoothing = TimeSpan.FromSeconds(2) };
        var reader = new ClassificationReader(options, ReaderForms.Setup(new Shape(1, 2)));
        using VisionPass pass = reader.CreatePass(context);
        foreach ((double time, float score, int count) in new[] { (0.0, float.NaN, 0), (0.1, 0.75f, 1), (0.1, 0.25f, 1) })
        {
            // A second picture at the same time is a picture of its own too.
            ClassificationResult result = ReaderForms.OnGpu(
                context, reader, pass, new[] { score, -1 }, new Shape(1, 2), ElementType.Float, ReaderForms.Frame(9, 9, time));
            Assert.Equal(count, result.Count);
            if (count > 0)
                Assert.Equal(score, result[0].Probability, 1e-6f);
        }
    });

    [Theory]
    [MemberData(nameof(Apis))]
    public void A_network_that_gives_no_numbers_is_shown_as_such(GlApi api) => GlThread.Run(api, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        ClassificationReader reader = Reader(200, ScoreActivation.Softmax, top: 5);
        using VisionPass pass = reader.CreatePass(context);
        float[] scores = ReaderForms.Random(200, 5);
        (scores[3], scores[130], scores[199]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        foreach (ClassificationResult result in new[]
        {
            ReaderForms.Plain(reader, scores, ReaderForms.Frame(9, 9)),
            ReaderForms.OnGpu(context, reader, pass, scores, new Shape(1, 200), ElementType.Float, ReaderForms.Frame(9, 9)),
        })
        {
            Assert.Equal(3, result.NonFinite);
            Assert.Equal(0, result.Count);
        }
    });

    [Fact]
    public void A_threshold_leaves_out_what_is_less_probable()
    {
        var options = new ClassifierOptions(new ImageInput()) { Activation = ScoreActivation.None, ScoreThreshold = 0.5f };
        ClassificationResult result = ReaderForms.Plain(new ClassificationReader(options, ReaderForms.Setup(new Shape(1, 3))), [0.4f, 0.5f, 0.9f], ReaderForms.Frame(9, 9));
        Assert.Equal([2, 1], Enumerable.Range(0, result.Count).Select(i => result[i].Class));
    }

    [Fact]
    public void Outputs_and_labels_that_do_not_fit_are_named()
    {
        Assert.Contains("[1, 10, 7, 7]", Fails(new Shape(1, 10, 7, 7), [], ""));
        Assert.Contains("2 labels", Fails(new Shape(1, 10), ["a", "b"], ""));
        Assert.Contains("no output 'z'; it has y [1, 10]", Fails(new Shape(1, 10), [], "z"));
        Assert.NotNull(new ClassificationReader(new ClassifierOptions(new ImageInput()), ReaderForms.Setup(new Shape(1, 10, 1, 1))));
        Assert.Contains("sigmoid", Fails(new Shape(1, 1), [], ""));

        static string Fails(Shape shape, string[] labels, string output) => Assert.Throws<ModelException>(() => new ClassificationReader(
            new ClassifierOptions(new ImageInput()) { Labels = labels, Output = output }, ReaderForms.Setup(shape))).Message;
    }

    private static ClassificationReader Reader(int classes, ScoreActivation activation, int top) => new(
        new ClassifierOptions(new ImageInput()) { Activation = activation, Top = top, Labels = Enumerable.Range(0, classes).Select(i => $"c{i}").ToArray(), ScoreThreshold = -100 },
        ReaderForms.Setup(new Shape(1, classes)));

    private static void AssertSame(ClassificationResult want, ClassificationResult got)
    {
        Assert.Equal(want.Count, got.Count);
        for (int i = 0; i < want.Count; i++)
        {
            Assert.Equal(want[i].Class, got[i].Class);
            Assert.Equal(want[i].Probability, got[i].Probability, 2e-6f * Math.Max(1, Math.Abs(want[i].Probability)));
        }
    }
}
