using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

/// <summary>UltraFace at 320 x 240, whose grids have 40 x 30, 20 x 15, 10 x 8 and 5 x 4 cells: 4,420 anchors.</summary>
public sealed class UltraFaceDecoderTests
{
    private static readonly Shape[] Outputs = [new(1, 4420, 2), new(1, 4420, 4)];

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Scores_and_corners_are_taken_as_they_are(GlApi api) => GlThread.Run(api, gl =>
    {
        DecoderSetup setup = Decoding.Setup(320, 240, 1, Outputs);
        Decoder decoder = DecoderRegistry.Create("UltraFace", setup);
        float[][] outputs = Decoding.Random(setup, decoder, 3, 0, 1);
        for (int i = 0; i < 4420; i++)
        {
            (outputs[1][4 * i + 2], outputs[1][4 * i + 3]) = (outputs[1][4 * i] + outputs[1][4 * i + 2] + 0.01f, outputs[1][4 * i + 1] + outputs[1][4 * i + 3] + 0.01f);
        }

        CandidateList got = Decoding.AssertSame(gl, decoder, outputs, 0.7f);
        int[] want = Enumerable.Range(0, 4420).Where(i => outputs[0][2 * i + 1] >= 0.7f).ToArray();
        Assert.Equal(want, Decoding.Found(got));
        foreach (int i in want)
        {
            float[] o = outputs[1].Skip(4 * i).Take(4).ToArray();
            Decoding.AssertNear(new Candidate(new Box(o[0], o[1], o[2] - o[0], o[3] - o[1]), outputs[0][2 * i + 1], 0), got.Items[i], $"Anchor {i}");
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Boxes_relative_to_anchors_are_decoded_with_those_it_was_trained_with(GlApi api) => GlThread.Run(api, gl =>
    {
        DecoderSetup setup = Decoding.Setup(320, 240, 1, Outputs, ("encoded", true), ("activation", "softmax"));
        Decoder decoder = DecoderRegistry.Create("UltraFace", setup);
        float[][] outputs = [new float[8840], new float[17680]];

        // The third anchor of the cell in row 2, column 5 of the first grid; the second of the last cell of the second, whose lower half lies outside.
        foreach (int anchor in new[] { 3 * ((2 * 40) + 5) + 2, 3600 + (2 * 299) + 1 })
        {
            outputs[0][2 * anchor + 1] = 3;
            new float[] { 1, 2, 5, 0 }.CopyTo(outputs[1], 4 * anchor);
        }

        CandidateList got = Decoding.AssertSame(gl, decoder, outputs, 0.9f);
        int[] found = Decoding.Found(got);
        double score = Decoding.Sigmoid(3);
        Decoding.AssertNear(
            Decoding.Expected(setup, 44 + (0.1 * 24), 20 + (0.2 * 24), Math.E * 24, 24, score, 0), got.Items[found[0]], "The third of the first grid");
        Decoding.AssertNear(
            Decoding.Expected(setup, 312 + (0.1 * 48), 232 + (0.2 * 48), Math.E * 48, 48, score, 0), got.Items[found[1]], "The last of the second grid");
        Assert.Equal(2, found.Length);
    });

    [Fact]
    public void Other_outputs_and_labels_are_refused()
    {
        Assert.Contains("UltraFace", Decoding.Refusal("UltraFace", Decoding.Setup(320, 240, 0, [new Shape(1, 4420, 2)])));
        Assert.Contains("1 classes apart, but there are 80 labels", Decoding.Refusal("UltraFace", Decoding.Setup(320, 240, 80, Outputs)));
        Assert.Contains("make 4420 anchors for an input of 320 x 240", Decoding.Refusal(
            "UltraFace", Decoding.Setup(320, 240, 1, [new Shape(1, 4421, 2), new Shape(1, 4421, 4)], ("encoded", true))));
    }
}
