using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

public sealed class BlazeFaceDecoderTests
{
    private static readonly Dictionary<string, Shape> Outputs = new()
    {
        ["d"] = new Shape(1, 384, 16),
        ["a"] = new Shape(1, 512, 1),
        ["c"] = new Shape(1, 512, 16),
        ["b"] = new Shape(1, 384, 1),
    };

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [Fact]
    public void Outputs_are_told_apart_by_their_shapes()
    {
        BlazeFaceDecoder decoder = Create(Outputs);
        Assert.Equal(new[] { "a", "c", "b", "d" }, decoder.Outputs);
        Assert.Equal((896, 6), (decoder.CandidateCount, decoder.KeypointCount));
    }

    [Fact]
    public void Outputs_of_another_network_are_refused()
    {
        var other = new Dictionary<string, Shape> { ["scores"] = new(1, 4420, 2), ["boxes"] = new(1, 4420, 4) };
        string message = Assert.Throws<ModelException>(() => Create(other)).Message;
        Assert.Contains("scores", message);
        Assert.Contains("[1, 512, 16]", message);
        Assert.Throws<ModelException>(() => Create(Outputs.Where(o => o.Key != "d").ToDictionary(o => o.Key, o => o.Value)));
    }

    [Fact]
    public void An_anchor_says_where_by_its_cell()
    {
        BlazeFaceDecoder decoder = Create(Outputs);
        float[][] outputs = Empty();
        outputs[0][(2 * ((3 * 16) + 5)) + 1] = 2; // fine grid, row 3, column 5, second anchor
        Fill(outputs[1], (2 * ((3 * 16) + 5)) + 1);
        outputs[2][(6 * ((7 * 8) + 0)) + 4] = 1; // coarse grid, row 7, column 0, fifth anchor
        Fill(outputs[3], (6 * ((7 * 8) + 0)) + 4);
        var candidates = new CandidateList(896, 6);
        decoder.Decode(Memory(outputs), 0.5f, candidates);

        int[] found = Enumerable.Range(0, 896).Where(i => candidates.Items[i].Box.Area > 0).ToArray();
        Assert.Equal(new[] { (2 * ((3 * 16) + 5)) + 1, 512 + (6 * 56) + 4 }, found);
        Candidate fine = candidates.Items[found[0]];
        Assert.Equal(1 / (1 + Math.Exp(-2)), fine.Score, 6);

        // Centre: 12.8 and -6.4 pixels from the cell's centre; size 32 x 64 pixels of 128.
        AssertNear(new Vector2((5.5f / 16) + 0.1f - 0.125f, (3.5f / 16) - 0.05f - 0.25f), new Vector2(fine.Box.X, fine.Box.Y));
        AssertNear(new Vector2(0.25f, 0.5f), new Vector2(fine.Box.Width, fine.Box.Height));
        AssertNear(new Vector2((0.5f / 8) + (4 / 128f), (7.5f / 8) + (5 / 128f)), candidates.Keypoints(found[1])[0]);
        AssertNear(new Vector2((0.5f / 8) + (14 / 128f), (7.5f / 8) + (15 / 128f)), candidates.Keypoints(found[1])[5]);
    }

    [SkippableTheory, MemberData(nameof(Apis))]
    public void The_GPU_decodes_as_the_CPU_does(GlApi api) => GlThread.Run(api, gl =>
    {
        BlazeFaceDecoder decoder = Create(Outputs);
        var random = new Random(3);
        float[][] outputs = Empty();
        foreach (float[] output in outputs)
        {
            for (int i = 0; i < output.Length; i++)
                output[i] = (float)((random.NextDouble() - 0.5) * 40);
        }

        outputs[0][7] = float.NaN;
        outputs[0][8] = 1000;
        outputs[0][9] = float.PositiveInfinity;
        outputs[2][11] = -1000;
        // The NaN and the infinity; a logit of 1000 is as good as certain.
        Assert.Equal(2, Decoding.Broken(Decoding.AssertSame(gl, decoder, outputs, 0.5f)));
        Decoding.AssertSame(gl, decoder, outputs, 0.9f);
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Faces_of_the_golden_picture_are_found(GlApi api) => GlThread.Run(api, gl =>
    {
        Golden golden = Golden.Load("blazeface_front_128");
        BlazeFaceDecoder decoder = Create(golden.Outputs.ToDictionary(o => o.Key, o => o.Value.Shape));
        float[][] outputs = decoder.Outputs.Select(name => golden.Outputs[name].ToSingles()).ToArray();
        CandidateList candidates = Decoding.AssertSame(gl, decoder, outputs, 0.5f);
        var result = new DetectionResult(new DetectionLayout(32, 6), new[] { "face" });
        Suppression.Select(candidates, new SuppressionParameters(0.5f, 0.3f, ImageMapping.Stretch(128, 128)), result);
        Assert.True(result.Count > 0);
        for (int i = 0; i < result.Count; i++)
        {
            Detection face = result[i];
            Assert.Equal("face", face.Category);
            Vector2 rightEye = face.Keypoints.Span[0], leftEye = face.Keypoints.Span[1], mouth = face.Keypoints.Span[3];
            Assert.True(rightEye.X < leftEye.X && mouth.Y > rightEye.Y && mouth.Y > leftEye.Y, $"{face} is no upright face.");
            Assert.All(face.Keypoints.ToArray().Take(4), k => Assert.True(
                k.X > face.Box.X && k.Y > face.Box.Y && k.X < face.Box.X + face.Box.Width && k.Y < face.Box.Y + face.Box.Height));
        }
    });

    private static BlazeFaceDecoder Create(IReadOnlyDictionary<string, Shape> outputs) => BlazeFaceDecoder.Create(
        new DecoderSetup(outputs, new Shape(1, 128, 128, 3), new ImageInput(ChannelsLast: true), 1, DecoderParameters.None));

    private static float[][] Empty() => new[] { Low(512), new float[512 * 16], Low(384), new float[384 * 16] };

    private static float[] Low(int count) => Enumerable.Repeat(-100f, count).ToArray();

    private static ReadOnlyMemory<float>[] Memory(float[][] outputs) => outputs.Select(o => (ReadOnlyMemory<float>)o).ToArray();

    private static void Fill(float[] boxes, int anchor)
    {
        new[] { 12.8f, -6.4f, 32, 64 }.CopyTo(boxes, 16 * anchor);
        for (int i = 4; i < 16; i++)
            boxes[(16 * anchor) + i] = i;
    }

    private static void AssertNear(Vector2 expected, Vector2 actual) => Assert.InRange(Vector2.Distance(expected, actual), 0, 1e-6f);
}
