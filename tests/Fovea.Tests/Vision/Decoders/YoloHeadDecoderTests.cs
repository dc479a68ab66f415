using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

public sealed class YoloHeadDecoderTests
{
    private const int Classes = 5;

    // 96 x 64 in other order than the strides': 2 x 3, 8 x 12 and 4 x 6 rows and columns.
    private static readonly Shape[] Apart = [new(1, 3, 2, 3, 5 + Classes), new(1, 3, 8, 12, 5 + Classes), new(1, 3, 4, 6, 5 + Classes)];
    private static readonly Shape[] Planes = Apart.Select(s => new Shape(1, 3 * s[4], s[2], s[3])).ToArray();
    private static readonly double[][] Anchors = [[10, 13, 16, 30, 33, 23], [30, 61, 62, 45, 59, 119], [116, 90, 156, 198, 373, 326]];

    public static TheoryData<GlApi, bool> Forms => new()
    {
        { GlApi.OpenGL, true }, { GlApi.OpenGL, false }, { GlApi.OpenGLES, true }, { GlApi.OpenGLES, false },
    };

    [SkippableTheory, MemberData(nameof(Forms))]
    public void Boxes_are_where_the_published_formula_says_on_both_forms(GlApi api, bool planes) => GlThread.Run(api, gl =>
    {
        DecoderSetup setup = Decoding.Setup(96, 64, Classes, planes ? Planes : Apart);
        Decoder decoder = DecoderRegistry.Create("YOLOv5Heads", setup);
        Assert.Equal(["b", "c", "a"], decoder.Outputs);
        float[][] outputs = Decoding.Random(setup, decoder, 6, -4, 4);
        (outputs[2][4 * (planes ? 6 : 1)], outputs[2][(planes ? 6 : 1) * 5]) = (9, float.NaN);
        CandidateList got = Decoding.AssertSame(gl, decoder, outputs, 0.25f);
        Assert.Equal(1, Decoding.Broken(got));
        int place = 0, compared = 0;
        for (int level = 0; level < 3; level++)
        {
            int stride = 8 << level, columns = 96 / stride, rows = 64 / stride;
            for (int a = 0; a < 3; a++)
            {
                for (int y = 0; y < rows; y++)
                {
                    for (int x = 0; x < columns; x++, place++)
                    {
                        double[] t = Enumerable.Range(0, 5 + Classes).Select(k => Decoding.Sigmoid(planes
                            ? outputs[level][(((((a * (5 + Classes)) + k) * rows) + y) * columns) + x]
                            : outputs[level][(((((a * rows) + y) * columns) + x) * (5 + Classes)) + k])).ToArray();
                        double highest = t.Skip(5).Max();
                        if (double.IsNaN(t[5]) || t[4] * highest < 0.25)
                            continue;
                        compared++;
                        Candidate want = Decoding.Expected(
                            setup, ((2 * t[0]) - 0.5 + x) * stride, ((2 * t[1]) - 0.5 + y) * stride, Math.Pow(2 * t[2], 2) * Anchors[level][2 * a],
                            Math.Pow(2 * t[3], 2) * Anchors[level][(2 * a) + 1], t[4] * highest, Array.IndexOf(t, highest, 5) - 5);
                        Decoding.AssertNear(want, got.Items[place], $"Place {place}");
                    }
                }
            }
        }

        Assert.Equal((3 * (96 + 24 + 6), Decoding.Found(got).Length), (place, compared));
        Assert.True(compared > 20);
    });

    [Fact]
    public void Anchors_are_the_networks_own_when_given_and_others_are_refused()
    {
        var outputs = new[] { new Shape(1, 1, 4, 6, 7) };
        (string, object) strides = ("strides", new[] { 16.0 });
        Decoder decoder = DecoderRegistry.Create("YOLOv5Heads", Decoding.Setup(96, 64, 2, outputs, strides, ("anchors", new[] { new[] { 24.0, 32 } })));
        var values = new float[4 * 6 * 7];
        new float[] { 0, 0, 0, 0, 20, -20, 20 }.CopyTo(values, 7 * 8);
        CandidateList got = Decoding.Plain(decoder, [values], 0.9f);
        // Row 1, column 2; half of twice the logistic function of 0.
        Decoding.AssertNear(new Candidate(new Box(28 / 96f, 8 / 64f, 24 / 96f, 32 / 64f), 1, 1), got.Items[Assert.Single(Decoding.Found(got))], "The box");

        Assert.Contains("'anchors' holds lists of 3 numbers", Decoding.Refusal(
            "YOLOv5Heads", Decoding.Setup(96, 64, 2, outputs, strides, ("anchors", new[] { new double[3] }))));
        Assert.Contains("raw heads", Decoding.Refusal("YOLOv5Heads", Decoding.Setup(96, 64, 2, [new Shape(1, 3, 8, 12, 7)])));
        Assert.Contains("5 classes apart, but there are 2 labels", Decoding.Refusal("YOLOv5Heads", Decoding.Setup(96, 64, 2, Apart)));
    }
}
