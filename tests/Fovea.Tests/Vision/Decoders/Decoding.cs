using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Silk.NET.OpenGL;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

/// <summary>What the tests of decoders share.</summary>
internal static class Decoding
{
    /// <summary>A network of an input size, with outputs called a, b, c in that order.</summary>
    public static DecoderSetup Setup(int width, int height, int classes, Shape[] outputs, params (string Name, object Value)[] parameters) =>
        Setup(width, height, classes, outputs.Select((shape, i) => (((char)('a' + i)).ToString(), shape)).ToArray(), parameters);

    /// <summary>A network of an input size.</summary>
    public static DecoderSetup Setup(
        int width, int height, int classes, (string Name, Shape Shape)[] outputs, params (string Name, object Value)[] parameters) => new(
        outputs.ToDictionary(o => o.Name, o => o.Shape), new Shape(1, 3, height, width), new ImageInput(), classes,
        new DecoderParameters(parameters.ToDictionary(p => p.Name, p => p.Value)));

    /// <summary>As many values as the decoder's outputs have, evenly from a range.</summary>
    public static float[][] Random(DecoderSetup setup, Decoder decoder, int seed, float least, float most)
    {
        var random = new Random(seed);
        return decoder.Outputs.Select(name => Enumerable.Range(0, setup.Outputs[name].Count).Select(_ => least + (random.NextSingle() * (most - least))).ToArray())
            .ToArray();
    }

    /// <summary>The plain form.</summary>
    public static CandidateList Plain(Decoder decoder, float[][] outputs, float threshold)
    {
        var candidates = new CandidateList(decoder.CandidateCount, decoder.KeypointCount);
        // What was there before must not show.
        candidates.Items.Fill(new Candidate(new Box(1, 2, 3, 4), 5, 6));
        ReadOnlyMemory<float>[] memory = outputs.Select(o => (ReadOnlyMemory<float>)o).ToArray();
        decoder.Decode(memory, threshold, candidates);
        Assert.Equal(0, Allocations.Of(3, () => decoder.Decode(memory, threshold, candidates)));
        return candidates;
    }

    /// <summary>The places that hold a box.</summary>
    public static int[] Found(CandidateList candidates) =>
        Enumerable.Range(0, candidates.Count).Where(i => candidates.Items[i].Box.Area > 0).ToArray();

    /// <summary>How many places are marked as no numbers.</summary>
    public static int Broken(CandidateList candidates) => candidates.Items.ToArray().Count(IsBroken);

    /// <summary>Runs both forms and compares all places.</summary>
    /// <returns>The plain form's candidates.</returns>
    public static CandidateList AssertSame(GL gl, Decoder decoder, float[][] outputs, float threshold, params ElementType[] types)
    {
        CandidateList expected = Plain(decoder, outputs, threshold);
        using var context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        using DecoderPass pass = decoder.CreatePass(context);
        using var buffer = new CandidateBuffer(context, decoder.CandidateCount, decoder.KeypointCount);
        GpuTensor[] tensors = outputs.Select((values, i) => Tensor(context, values, types.Length > 0 ? types[i] : ElementType.Float)).ToArray();
        foreach (float each in new[] { threshold + 0.125f, threshold })
        {
            using (context.Enter())
                pass.Run(tensors, each, buffer);
        }

        float[] words = buffer.Boxes.Read<float>(8 * decoder.CandidateCount);
        float[] keypoints = decoder.KeypointCount == 0 ? [] : buffer.Keypoints.Read<float>(2 * decoder.KeypointCount * decoder.CandidateCount);
        for (int i = 0; i < decoder.CandidateCount; i++)
        {
            Candidate want = expected.Items[i];
            var got = new Candidate(new Box(words[8 * i], words[8 * i + 1], words[8 * i + 2], words[8 * i + 3]), words[8 * i + 4], (int)words[8 * i + 5]);
            Assert.True(IsBroken(want) == IsBroken(got) && want.Box.Area > 0 == got.Box.Area > 0, $"Place {i} holds {got}, not {want}.");
            if (IsBroken(want) || !(want.Box.Area > 0))
                continue;
            AssertNear(want, got, $"Place {i}");
            for (int k = 0; k < decoder.KeypointCount; k++)
            {
                Assert.Equal(expected.Keypoints(i)[k].X, keypoints[2 * ((i * decoder.KeypointCount) + k)], 1e-5f);
                Assert.Equal(expected.Keypoints(i)[k].Y, keypoints[2 * ((i * decoder.KeypointCount) + k) + 1], 1e-5f);
            }
        }

        foreach (GpuTensor tensor in tensors)
            tensor.Range.Buffer.Dispose();
        return expected;
    }

    /// <summary>Compares with numbers worked out in double precision.</summary>
    public static void AssertNear(Candidate want, Candidate got, string what, double tolerance = 1e-5)
    {
        Assert.Equal(want.Class, got.Class);
        double size = 1 + Math.Max(Math.Abs(want.Box.Width), Math.Abs(want.Box.Height));
        double[] apart = { want.Score - got.Score, want.Box.X - got.Box.X, want.Box.Y - got.Box.Y, want.Box.Width - got.Box.Width, want.Box.Height - got.Box.Height };
        Assert.True(apart.All(d => Math.Abs(d) <= tolerance * size), $"{what} holds {got}, not {want}.");
    }

    /// <summary>A candidate from numbers in double precision: the centre and the size, in input pixels.</summary>
    public static Candidate Expected(DecoderSetup setup, double x, double y, double width, double height, double score, int kind) => new(
        new Box((float)((x - (width / 2)) / setup.InputWidth), (float)((y - (height / 2)) / setup.InputHeight), (float)(width / setup.InputWidth), (float)(height / setup.InputHeight)),
        (float)score, kind);

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The refusal of a registered decoder.</summary>
    public static string Refusal(string name, DecoderSetup setup) => Assert.Throws<ModelException>(() => DecoderRegistry.Create(name, setup)).Message;

    private static bool IsBroken(Candidate c) => !float.IsFinite(c.Score) || !float.IsFinite(c.Box.X + c.Box.Y + c.Box.Width + c.Box.Height);

    private static GpuTensor Tensor(GpuContext context, float[] values, ElementType type)
    {
        GpuBuffer buffer = type == ElementType.Float
            ? GpuBuffer.Of<float>(context, values, "output")
            : GpuBuffer.Of<int>(context, values.Select(v => (int)v).ToArray(), "output");
        return new GpuTensor(type, new Shape(1, values.Length), Layout.RowMajor, buffer.Whole);
    }
}
