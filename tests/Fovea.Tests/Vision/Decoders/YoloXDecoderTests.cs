using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

public sealed class YoloXDecoderTests
{
    // 64 x 96: grids of 8 x 12, 4 x 6 and 2 x 3.
    private const int Cells = 96 + 24 + 6;

    private static readonly DecoderSetup Setup = Decoding.Setup(64, 96, 7, [new Shape(1, Cells, 12)]);

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [Fact]
    public void Boxes_are_where_the_published_formula_says()
    {
        Decoder decoder = DecoderRegistry.Create("YOLOX", Setup);
        float[][] outputs = Decoding.Random(Setup, decoder, 1, 0, 1);
        CandidateList got = Decoding.Plain(decoder, outputs, 0);
        int row = 0;
        foreach (int stride in new[] { 8, 16, 32 })
        {
            for (int y = 0; y < 96 / stride; y++)
            {
                for (int x = 0; x < 64 / stride; x++, row++)
                {
                    ReadOnlySpan<float> o = outputs[0].AsSpan(12 * row, 12);
                    int best = 0;
                    for (int k = 1; k < 7; k++)
                        best = o[5 + k] > o[5 + best] ? k : best;
                    Candidate want = Decoding.Expected(
                        Setup, (o[0] + x) * stride, (o[1] + y) * stride, Math.Exp(o[2]) * stride, Math.Exp(o[3]) * stride, (double)o[4] * o[5 + best], best);
                    Decoding.AssertNear(want, got.Items[row], $"Row {row}");
                }
            }
        }

        Assert.Equal(Cells, row);
    }

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_GPU_decodes_as_the_CPU_does(GlApi api) => GlThread.Run(api, gl =>
    {
        Decoder decoder = DecoderRegistry.Create("YOLOX", Setup);
        float[][] outputs = Decoding.Random(Setup, decoder, 2, 0, 1);
        outputs[0][4] = float.NaN;
        (outputs[0][12 + 4], outputs[0][12 + 8]) = (1, float.NaN);
        (outputs[0][24 + 4], outputs[0][24 + 5], outputs[0][24 + 3]) = (1, 1, float.NegativeInfinity);
        CandidateList candidates = Decoding.AssertSame(gl, decoder, outputs, 0.5f);
        Assert.Equal(3, Decoding.Broken(candidates));
        Assert.InRange(Decoding.Found(candidates).Length, 10, Cells - 10);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void A_network_whose_numbers_are_none_finds_nothing_and_the_result_says_so(GlApi api) => GlThread.Run(api, gl =>
    {
        Decoder decoder = DecoderRegistry.Create("YOLOX", Setup);
        foreach (float value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            float[][] outputs = [Enumerable.Repeat(value, Cells * 12).ToArray()];
            DetectionResult result = SuppressionTests.AssertSame(
                gl, Decoding.AssertSame(gl, decoder, outputs, 0.5f), new DetectionLayout(9, 0), new SuppressionParameters(0.5f, 0.5f, ImageMapping.Stretch(64, 96)));
            Assert.Equal((0, Cells), (result.Count, result.NonFinite));
        }
    });

    [Fact]
    public void Other_outputs_labels_and_strides_are_refused()
    {
        Assert.Contains($"[1, {Cells}, 5 + classes]", Decoding.Refusal("YOLOX", Decoding.Setup(64, 96, 7, [new Shape(1, Cells + 1, 12)])));
        Assert.Contains("a [1, 126, 12] tells 7 classes apart, but there are 3 labels", Decoding.Refusal("YOLOX", Setup with { ClassCount = 3 }));
        Assert.Contains("whole number", Decoding.Refusal("YOLOX", Decoding.Setup(64, 96, 7, [new Shape(1, Cells, 12)], ("strides", new[] { 8.5 }))));
        Assert.Equal(96, DecoderRegistry.Create("YOLOX", Decoding.Setup(64, 96, 0, [new Shape(1, 96, 12)], ("strides", new[] { 8.0 }))).CandidateCount);
    }
}
