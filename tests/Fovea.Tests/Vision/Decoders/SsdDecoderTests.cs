using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

/// <summary>Single-shot detectors on 48 x 32, with grids of 3 x 2 and 2 x 1 cells.</summary>
public sealed class SsdDecoderTests
{
    private static readonly (string, object)[] Grids =
    [
        ("strides", new[] { 16.0, 32 }), ("sizes", new[] { new[] { 12.0, 18 }, [30.0] }), ("ratios", new[] { [4.0], Array.Empty<double>() }),
    ];

    // Three anchors in each of six cells, one in each of two.
    private const int Anchors = 20, Classes = 5;

    private static readonly Shape[] Outputs = [new(1, Anchors, 4), new(1, Anchors, Classes)];

    public static TheoryData<GlApi, int, string> Forms
    {
        get
        {
            var data = new TheoryData<GlApi, int, string>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            {
                data.Add(api, 0, "cxcywh");
                data.Add(api, 4, "cycxhw");
                data.Add(api, -1, "cxcywh");
            }

            return data;
        }
    }

    [SkippableTheory, MemberData(nameof(Forms))]
    public void Boxes_are_where_the_published_formula_says_on_both_forms(GlApi api, int background, string form) => GlThread.Run(api, gl =>
    {
        DecoderSetup setup = Decoding.Setup(
            48, 32, background < 0 ? Classes : Classes - 1, Outputs,
            [.. Grids, ("background", (double)background), ("form", form), ("variances", new[] { 0.1, 0.15, 0.2, 0.25 })]);
        Decoder decoder = DecoderRegistry.Create("SSD", setup);
        Assert.Equal(["b", "a"], decoder.Outputs);
        float[][] outputs = Decoding.Random(setup, decoder, 9, -3, 3);
        (outputs[0][2], outputs[1][4 + 3], outputs[0][Classes + 2]) = (float.NaN, float.NaN, 20);
        CandidateList got = Decoding.AssertSame(gl, decoder, outputs, 0.3f);
        Assert.Equal(2, Decoding.Broken(got));
        int place = 0, compared = 0;
        foreach ((int stride, int columns, int rows) in new[] { (16, 3, 2), (32, 2, 1) })
        {
            for (int cell = 0; cell < columns * rows; cell++)
            {
                (double W, double H)[] anchors = stride == 16 ? [(12, 12), (18, 18), (24, 6)] : [(30, 30)];
                foreach ((double w, double h) in anchors)
                {
                    double[] logits = outputs[0].Skip(place * Classes).Take(Classes).Select(v => (double)v).ToArray();
                    double sum = logits.Sum(Math.Exp);
                    int best = Enumerable.Range(0, Classes).Where(k => k != background).MaxBy(k => logits[k]);
                    float[] t = outputs[1].Skip(4 * place).Take(4).ToArray();
                    if (form == "cycxhw")
                        t = [t[1], t[0], t[3], t[2]];
                    double score = Math.Exp(logits[best]) / sum;
                    if (t.All(float.IsFinite) && score >= 0.3)
                    {
                        compared++;
                        Candidate want = Decoding.Expected(
                            setup, ((cell % columns + 0.5) * stride) + (t[0] * 0.1 * w), ((cell / columns + 0.5) * stride) + (t[1] * 0.15 * h), Math.Exp(t[2] * 0.2) * w,
                            Math.Exp(t[3] * 0.25) * h, score, background == 0 ? best - 1 : best);
                        Decoding.AssertNear(want, got.Items[place], $"Anchor {place}");
                    }

                    place++;
                }
            }
        }

        Assert.Equal((Anchors, Decoding.Found(got).Length), (place, compared));
        Assert.InRange(compared, 5, Anchors - 1);
    });

    [SkippableTheory, MemberData(nameof(GlThread.Apis), MemberType = typeof(GlThread))]
    public void Decoded_boxes_are_read_in_every_form(GlApi api) => GlThread.Run(api, gl =>
    {
        // The box from (12, 4) to (36, 28), a quarter and an eighth of 48 x 32 in.
        foreach ((string form, float[] box) in new[]
        {
            ("xyxy", new float[] { 12, 4, 36, 28 }), ("yxyx", [4, 12, 28, 36]), ("cxcywh", [24, 16, 24, 24]), ("cycxhw", [16, 24, 24, 24]), ("xywh", [12, 4, 24, 24]),
        })
        {
            DecoderSetup setup = Decoding.Setup(
                48, 32, 1, [new Shape(1, 3, 4), new Shape(1, 3, 1)], ("encoded", false), ("form", form), ("normalized", false), ("activation", "sigmoid"));
            CandidateList got = Decoding.AssertSame(gl, DecoderRegistry.Create("SSD", setup), [[-1, 2, -1], [0, 0, 0, 0, .. box, 0, 0, 0, 0]], 0.5f);
            Decoding.AssertNear(new Candidate(new Box(0.25f, 0.125f, 0.5f, 0.75f), 0.880797f, 0), got.Items[Assert.Single(Decoding.Found(got))], form);
        }
    });

    [Fact]
    public void Anchors_may_be_given_one_by_one()
    {
        DecoderSetup setup = Decoding.Setup(
            48, 32, 2, [new Shape(1, 2, 1, 4), new Shape(1, 2, 3)], ("anchors", new[] { new[] { 0.25, 0.5, 0.5, 0.25 }, [0.5, 0.5, 0.5, 0.5] }));
        CandidateList got = Decoding.Plain(DecoderRegistry.Create("SSD", setup), [[0, 0, 9, 9, 0, 0], [1, -2, 0, 0, 0, 0, 0, 0]], 0.9f);
        Decoding.AssertNear(new Candidate(new Box(0.05f, 0.325f, 0.5f, 0.25f), 0.99975f, 1), got.Items[Assert.Single(Decoding.Found(got))], "The box");
    }

    [Fact]
    public void The_background_may_have_a_label()
    {
        DecoderSetup setup = Decoding.Setup(48, 32, 3, [new Shape(1, 1, 4), new Shape(1, 1, 3)], ("encoded", false), ("activation", "none"));
        Assert.Equal(2, Decoding.Plain(DecoderRegistry.Create("SSD", setup), [[0, 0, 1], [0, 0, 1, 1]], 0.5f).Items[0].Class);
        Assert.Equal(1, Decoding.Plain(DecoderRegistry.Create("SSD", setup with { ClassCount = 2 }), [[0, 0, 1], [0, 0, 1, 1]], 0.5f).Items[0].Class);
        Assert.Contains("2 classes apart, but there are 4 labels", Decoding.Refusal("SSD", setup with { ClassCount = 4 }));
    }

    [Fact]
    public void What_does_not_suit_is_refused()
    {
        Assert.Contains("20 boxes, but the decoder's parameters make 14 anchors", Decoding.Refusal(
            "SSD", Decoding.Setup(48, 32, 0, Outputs, Grids[0], Grids[1])));
        Assert.Contains("'anchors'", Decoding.Refusal("SSD", Decoding.Setup(48, 32, 0, Outputs)));
        Assert.Contains("2 strides, 1 lists of sizes", Decoding.Refusal("SSD", Decoding.Setup(48, 32, 0, Outputs, Grids[0], ("sizes", new[] { new[] { 3.0 } }))));
        Assert.Contains("boxes [1, boxes, 4]", Decoding.Refusal("SSD", Decoding.Setup(48, 32, 0, [new Shape(1, 9, 4), new Shape(1, 8, 3)], Grids)));
        Assert.Contains("\"cxcywh\" or \"cycxhw\"", Decoding.Refusal("SSD", Decoding.Setup(48, 32, 0, Outputs, [.. Grids, ("form", "xyxy")])));
        Assert.Contains("four: of x, y", Decoding.Refusal("SSD", Decoding.Setup(48, 32, 0, Outputs, [.. Grids, ("variances", new[] { 0.1, 0.2 })])));
        Assert.Contains("Anchor 1 ", Decoding.Refusal("SSD", Decoding.Setup(48, 32, 0, Outputs, ("anchors", new[] { new double[4], new double[3] }))));
        Assert.Contains("nothing would be found", Decoding.Refusal("SSD", Decoding.Setup(48, 32, 0, [new Shape(1, 9, 4), new Shape(1, 9, 1)], ("background", 0.0))));
    }
}
