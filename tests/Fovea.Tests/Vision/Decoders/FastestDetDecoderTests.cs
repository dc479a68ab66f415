using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

public sealed class FastestDetDecoderTests
{
    private const int Classes = 13, Rows = 5, Columns = 7, Cells = Rows * Columns;

    private static readonly DecoderSetup Setup = Decoding.Setup(112, 80, Classes, [new Shape(1, 5 + Classes, Rows, Columns)]);

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Boxes_are_where_the_published_formula_says_on_both_forms(GlApi api) => GlThread.Run(api, gl =>
    {
        Decoder decoder = DecoderRegistry.Create("FastestDet", Setup);
        float[][] outputs = Decoding.Random(Setup, decoder, 4, 0, 1);
        for (int i = Cells; i < 5 * Cells; i++)
            outputs[0][i] = (outputs[0][i] - 0.5f) * 6;
        (outputs[0][0], outputs[0][5 * Cells], outputs[0][3 * Cells]) = (1, 1, float.PositiveInfinity);
        (outputs[0][1], outputs[0][2]) = (float.NaN, -1);
        (outputs[0][3], outputs[0][(5 * Cells) + 3], outputs[0][Cells + 3]) = (1, 1, 1000);
        CandidateList got = Decoding.AssertSame(gl, decoder, outputs, 0.6f);
        Assert.Equal(2, Decoding.Broken(got));
        int compared = 0;
        for (int y = 0; y < Rows; y++)
        {
            for (int x = 0; x < Columns; x++)
            {
                int cell = (y * Columns) + x;
                double[] o = Enumerable.Range(0, 5 + Classes).Select(k => (double)outputs[0][(k * Cells) + cell]).ToArray();
                double highest = o.Skip(5).Max(), score = Math.Pow(o[0], 0.6) * Math.Pow(highest, 0.4);
                if (cell == 0 || !(score >= 0.6))
                    continue;
                compared++;
                Candidate want = Decoding.Expected(
                    Setup, (x + Math.Tanh(o[1])) / Columns * 112, (y + Math.Tanh(o[2])) / Rows * 80, Decoding.Sigmoid(o[3]) * 112, Decoding.Sigmoid(o[4]) * 80, score,
                    Array.IndexOf(o, highest, 5) - 5);
                Decoding.AssertNear(want, got.Items[cell], $"Cell {cell}");
            }
        }

        Assert.Equal(Decoding.Found(got).Length, compared);
        Assert.InRange(compared, 10, Cells - 5);
    });

    [Fact]
    public void Other_outputs_and_labels_are_refused()
    {
        Assert.Contains("[1, 5 + classes, rows, columns]", Decoding.Refusal("FastestDet", Decoding.Setup(112, 80, 0, [new Shape(1, 5, 5, 7)])));
        Assert.Contains("13 classes apart, but there are 80 labels", Decoding.Refusal("FastestDet", Setup with { ClassCount = 80 }));
    }
}
