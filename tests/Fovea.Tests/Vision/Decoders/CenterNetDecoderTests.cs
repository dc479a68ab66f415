using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

public sealed class CenterNetDecoderTests
{
    private const int Classes = 3, Rows = 9, Columns = 13, Cells = Rows * Columns;

    private static readonly Shape Heat = new(1, Classes, Rows, Columns), Pair = new(1, 2, Rows, Columns);

    public static TheoryData<GlApi, bool, bool> Forms => new()
    {
        { GlApi.OpenGL, true, false }, { GlApi.OpenGL, false, true }, { GlApi.OpenGLES, true, true }, { GlApi.OpenGLES, false, false },
    };

    [SkippableTheory, MemberData(nameof(Forms))]
    public void Objects_are_the_peaks_of_the_heat_maps_on_both_forms(GlApi api, bool offsets, bool sigmoid) => GlThread.Run(api, gl =>
    {
        DecoderSetup setup = Decoding.Setup(
            52, 36, Classes, offsets ? [Pair, Heat, Pair] : [Heat, Pair], ("activation", sigmoid ? "sigmoid" : "none"));
        Decoder decoder = DecoderRegistry.Create("CenterNet", setup);
        Assert.Equal(offsets ? ["b", "a", "c"] : new[] { "a", "b" }, decoder.Outputs);
        float[][] outputs = Decoding.Random(setup, decoder, 21, 0.1f, 0.9f);

        // A plateau, of which each cell is a peak; a neighbour that is no number does not count; sizes that are none.
        for (int i = 0; i < 3; i++)
            outputs[0][Cells + (4 * Columns) + 5 + i] = 0.95f;
        (outputs[0][0], outputs[0][1], outputs[0][2]) = (0.96f, float.NaN, 0.97f);
        (outputs[0][Columns - 1], outputs[1][Columns - 1]) = (0.99f, float.PositiveInfinity);
        float threshold = sigmoid ? (float)Decoding.Sigmoid(0.7f) : 0.7f;
        CandidateList got = Decoding.AssertSame(gl, decoder, outputs, threshold);
        Assert.Equal(2, Decoding.Broken(got));
        int[] want = Enumerable.Range(0, Cells).Where(cell => cell is not 1 and not Columns - 1 && BestPeak(outputs[0], cell).Score >= 0.7f).ToArray();
        Assert.Equal(want, Decoding.Found(got));
        Assert.Empty(new[] { 0, 2, (4 * Columns) + 5, (4 * Columns) + 6, (4 * Columns) + 7 }.Except(want));
        foreach (int cell in want)
        {
            (float score, int kind) = BestPeak(outputs[0], cell);
            double x = cell % Columns + (offsets ? outputs[2][cell] : 0.5), y = cell / Columns + (offsets ? outputs[2][Cells + cell] : 0.5);
            Candidate box = Decoding.Expected(
                setup, x * 4, y * 4, outputs[1][cell] * 4, outputs[1][Cells + cell] * 4, sigmoid ? Decoding.Sigmoid(score) : score, kind);
            Decoding.AssertNear(box, got.Items[cell], $"Cell {cell}");
        }
    });

    [Fact]
    public void Maps_of_one_shape_are_told_apart_by_their_order_or_by_name()
    {
        Assert.Equal(["a", "b", "c"], DecoderRegistry.Create("CenterNet", Decoding.Setup(52, 36, 2, [Pair, Pair, Pair])).Outputs);
        Assert.Equal(["c", "b", "a"], DecoderRegistry.Create("CenterNet", Decoding.Setup(
            52, 36, 2, [Pair, Pair, Pair], ("heatmap", "c"), ("sizes", "b"), ("offsets", "a"))).Outputs);
        Assert.Contains("sizes [1, 2, rows, columns]", Decoding.Refusal("CenterNet", Decoding.Setup(52, 36, 0, [Heat, new Shape(1, 2, Rows, 12)])));
        Assert.Contains("3 classes apart, but there are 2 labels", Decoding.Refusal("CenterNet", Decoding.Setup(52, 36, 2, [Heat, Pair])));
        Assert.Contains("\"sigmoid\"", Decoding.Refusal("CenterNet", Decoding.Setup(52, 36, 0, [Heat, Pair], ("activation", "softmax"))));
    }

    // The highest value of those that a 3 x 3 maximum leaves as they are.
    private static (float Score, int Class) BestPeak(float[] heat, int cell)
    {
        int x = cell % Columns, y = cell / Columns;
        var best = (Score: float.MinValue, Class: 0);
        for (int k = 0; k < Classes; k++)
        {
            float pooled = (from j in Enumerable.Range(y - 1, 3)
                            from i in Enumerable.Range(x - 1, 3)
                            where i is >= 0 and < Columns && j is >= 0 and < Rows
                            select heat[(((k * Rows) + j) * Columns) + i]).Where(float.IsFinite).Max();
            float value = heat[(k * Cells) + cell];
            if (pooled == value && value > best.Score)
                best = (value, k);
        }

        return best;
    }
}
