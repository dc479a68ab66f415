using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

/// <summary>NanoDet with an output for each stride, and NanoDet-Plus with one for all, on 96 x 64.</summary>
public sealed class NanoDetDecoderTests
{
    private const int Classes = 9, Bins = 6;

    // Columns by rows: 12 x 8, 6 x 4, 3 x 2, and for Plus 2 x 1.
    private static readonly Shape[] Apart =
    [
        new(1, 24, Classes), new(1, 6, 4 * Bins), new(1, 96, Classes), new(1, 24, 4 * Bins), new(1, 96, 4 * Bins), new(1, 6, Classes),
    ];

    public static TheoryData<GlApi, bool> Forms => new()
    {
        { GlApi.OpenGL, false }, { GlApi.OpenGL, true }, { GlApi.OpenGLES, false }, { GlApi.OpenGLES, true },
    };

    [SkippableTheory, MemberData(nameof(Forms))]
    public void Boxes_are_where_the_published_formula_says_on_both_forms(GlApi api, bool plus) => GlThread.Run(api, gl =>
    {
        const int row = Classes + (4 * Bins);
        Shape[] shapes = plus ? [new Shape(1, 96 + 24 + 6 + 2, row)] : Apart;
        DecoderSetup setup = Decoding.Setup(96, 64, Classes, shapes, ("bins", (double)Bins), ("activation", plus ? "sigmoid" : "none"));
        Decoder decoder = DecoderRegistry.Create("NanoDet", setup);
        Assert.Equal(plus ? ["a"] : new[] { "c", "e", "a", "d", "f", "b" }, decoder.Outputs);
        float[][] outputs = Decoding.Random(setup, decoder, 8, plus ? -5 : 0, plus ? 2 : 1);
        if (plus)
            (outputs[0][0], outputs[0][Classes + 2]) = (9, float.NaN);
        else
            (outputs[0][0], outputs[1][2]) = (1, float.NaN);
        float threshold = plus ? 0.75f : 0.9f;
        CandidateList got = Decoding.AssertSame(gl, decoder, outputs, threshold);
        Assert.Equal(1, Decoding.Broken(got));
        int first = 0, compared = 0;
        foreach ((int stride, int level) in new[] { 8, 16, 32, 64 }.Take(plus ? 4 : 3).Select((s, i) => (s, i)))
        {
            int columns = (96 + stride - 1) / stride, rows = (64 + stride - 1) / stride;
            for (int cell = 0; cell < rows * columns; cell++)
            {
                int place = first + cell;
                double[] scores = (plus ? outputs[0].AsSpan(place * row, Classes) : outputs[2 * level].AsSpan(cell * Classes, Classes)).ToArray()
                    .Select(v => plus ? Decoding.Sigmoid(v) : v).ToArray();
                double[] sides = Enumerable.Range(0, 4).Select(side => Mean(plus
                    ? outputs[0].AsSpan((place * row) + Classes + (side * Bins), Bins)
                    : outputs[(2 * level) + 1].AsSpan(((cell * 4) + side) * Bins, Bins)) * stride).ToArray();
                if (sides.Any(double.IsNaN) || scores.Max() < threshold)
                    continue;
                compared++;
                double centre = plus ? 0 : (0.5 * stride) - 0.5, x = (cell % columns * stride) + centre, y = (cell / columns * stride) + centre;
                Candidate want = Decoding.Expected(
                    setup, x + ((sides[2] - sides[0]) / 2), y + ((sides[3] - sides[1]) / 2), sides[0] + sides[2], sides[1] + sides[3], scores.Max(),
                    Array.IndexOf(scores, scores.Max()));
                Decoding.AssertNear(want, got.Items[place], $"Place {place}");
            }

            first += rows * columns;
        }

        Assert.Equal(Decoding.Found(got).Length, compared);
        Assert.InRange(compared, 20, 126);
    });

    [Fact]
    public void Other_outputs_and_labels_are_refused()
    {
        (string, object) bins = ("bins", (double)Bins);
        Assert.Contains($"[1, cells, {4 * Bins}]", Decoding.Refusal("NanoDet", Decoding.Setup(96, 64, 0, Apart.Skip(1).ToArray(), bins)));
        Assert.Contains("9 classes apart, but there are 4 labels", Decoding.Refusal("NanoDet", Decoding.Setup(96, 64, 4, Apart, bins)));
        Assert.Contains("[1, cells, 32]", Decoding.Refusal("NanoDet", Decoding.Setup(96, 64, 0, Apart)));
        string same = Decoding.Refusal("NanoDet", Decoding.Setup(96, 64, 0, Apart.Select(s => new Shape(1, s[1], 24)).ToArray(), bins));
        Assert.Contains("'sides8'", same);
    }

    private static double Mean(Span<float> bins)
    {
        double[] weights = bins.ToArray().Select(v => Math.Exp(v)).ToArray();
        return weights.Select((w, i) => w * i).Sum() / weights.Sum();
    }
}
