using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

/// <summary>Graphs that hold their suppression: rows of six or seven, or lists with a count.</summary>
public sealed class EndToEndDecoderTests
{
    private static readonly Candidate Box = new(new Box(0.25f, 0.125f, 0.5f, 0.75f), 0.75f, 7);

    public static TheoryData<GlApi> Apis => GlThread.Apis;

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Rows_are_read_by_their_shape(GlApi api) => GlThread.Run(api, gl =>
    {
        // On 48 x 32 the box reaches from (12, 4) to (36, 28).
        foreach ((Shape shape, float[] row) in new (Shape, float[])[]
        {
            (new Shape(1, 4, 6), [12, 4, 36, 28, 0.75f, 7]),
            (new Shape(4, 7), [0, 12, 4, 36, 28, 7, 0.75f]),
            (new Shape(1, 1, 4, 7), [0, 7, 0.75f, 0.25f, 0.125f, 0.75f, 0.875f]),
        })
        {
            Decoder decoder = DecoderRegistry.Create("EndToEnd", Decoding.Setup(48, 32, 80, [shape]));
            Assert.True(decoder.HasSuppressed);
            int score = shape[-1] == 6 ? 4 : shape.Rank == 2 ? 6 : 2, kind = shape[-1] == 6 ? 5 : shape.Rank == 2 ? 5 : 1;
            float[] low = [.. row], broken = [.. row], other = [.. row], none = [.. row];
            low[score] = 0.25f;
            broken[kind] = float.NaN;
            CandidateList got = Decoding.AssertSame(gl, decoder, [[.. low, .. row, .. broken, .. row]], 0.5f);
            Assert.Equal([1, 3], Decoding.Found(got));
            Assert.Equal(1, Decoding.Broken(got));
            Decoding.AssertNear(Box, got.Items[1], $"{shape}");

            // What fills the rows that are not needed: another batch, or a class below the first.
            if (shape[-1] == 7)
                other[0] = -1;
            else
                other[kind] = -1;
            none[kind] = -1;
            broken[kind] = 7;
            broken[shape.Rank == 2 ? 2 : shape.Rank == 3 ? 1 : 4] = float.NegativeInfinity;
            got = Decoding.AssertSame(gl, decoder, [[.. other, .. none, .. broken, .. row]], 0.5f);
            Assert.Equal(3, Assert.Single(Decoding.Found(got)));
            Assert.Equal(1, Decoding.Broken(got));
        }
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Lists_need_no_batch(GlApi api) => GlThread.Run(api, gl =>
    {
        float[] box = [0.125f, 0.25f, 0.875f, 0.75f];
        Decoder decoder = DecoderRegistry.Create("EndToEnd", Decoding.Setup(48, 32, 80, [new Shape(3, 4), new Shape(3), new Shape(3)]));
        CandidateList got = Decoding.AssertSame(gl, decoder, [[.. box, .. box, .. box], [0.75f, 0.25f, 0.75f], [7, 7, 7]], 0.5f);
        Assert.Equal([0, 2], Decoding.Found(got));
        Decoding.AssertNear(Box, got.Items[2], "without a batch");
    });

    [SkippableTheory, MemberData(nameof(Apis))]
    public void Lists_are_read_up_to_their_count_whatever_holds_the_numbers(GlApi api) => GlThread.Run(api, gl =>
    {
        float[] boxes = [0.125f, 0.25f, 0.875f, 0.75f], classes = [8, 3, 8, 8, 8], scores = [0.75f, 0.25f, float.NaN, 0.75f, 0.75f];
        boxes = [.. boxes, .. boxes, .. boxes, .. boxes, .. boxes];
        boxes[12] = float.NaN;
        foreach (bool counted in new[] { false, true })
            foreach (ElementType type in new[] { ElementType.Float, ElementType.Int64 })
            {
                (string, Shape)[] outputs = [("boxes", new(1, 5, 4)), ("scores", new(1, 5)), ("labels", new(1, 5)), .. counted ? [("n", new(1))] : Array.Empty<(string, Shape)>()];
                Decoder decoder = DecoderRegistry.Create("EndToEnd", Decoding.Setup(48, 32, 80, outputs, ("firstClass", 1.0)));
                Assert.True(decoder.HasSuppressed);
                float[][] values = [boxes, scores, classes, .. counted ? [[3]] : Array.Empty<float[]>()];
                CandidateList got = Decoding.AssertSame(
                    gl, decoder, values, 0.5f, [ElementType.Float, ElementType.Float, type, .. counted ? [type] : Array.Empty<ElementType>()]);
                Assert.Equal(counted ? [0] : new[] { 0, 4 }, Decoding.Found(got));
                Assert.Equal(counted ? 1 : 2, Decoding.Broken(got));
                Decoding.AssertNear(Box, got.Items[0], "The first");
            }
    });

    [Fact]
    public void Lists_of_one_shape_are_told_apart_by_name_and_else_classes_come_first()
    {
        Shape list = new(1, 5), boxes = new(1, 5, 4), one = new(1);
        string[] Outputs(params (string, Shape)[] outputs) => DecoderRegistry.Create("EndToEnd", Decoding.Setup(48, 32, 0, outputs)).Outputs.ToArray();
        Assert.Equal(["b", "y", "x", "n"], Outputs(("n", one), ("b", boxes), ("x", list), ("y", list)));
        Assert.Equal(["b", "the_scores", "x"], Outputs(("b", boxes), ("the_scores", list), ("x", list)));
        Assert.Equal(["b", "x", "y"], DecoderRegistry.Create("EndToEnd", Decoding.Setup(
            48, 32, 0, [("b", boxes), ("x", list), ("y", list)], ("scores", "x"), ("form", "xyxy"), ("normalized", false))).Outputs);
    }

    [Fact]
    public void What_the_network_has_suppressed_is_not_suppressed_again()
    {
        var asked = new SuppressionOptions(SuppressionMethod.SoftLinear, PerClass: false, Sigma: 0.25f, TopK: 9);
        Decoder suppressed = DecoderRegistry.Create("EndToEnd", Decoding.Setup(48, 32, 0, [new Shape(1, 5, 6)]));
        Assert.Equal(asked with { Method = SuppressionMethod.None }, suppressed.SuppressionFor(asked));
        Decoder raw = DecoderRegistry.Create("YOLOv8", Decoding.Setup(48, 32, 0, [new Shape(1, 6, 15)]));
        Assert.Same(asked, raw.SuppressionFor(asked));
    }

    [Fact]
    public void Other_outputs_are_refused()
    {
        Assert.Contains("[1, 1, N, 7]", Decoding.Refusal("EndToEnd", Decoding.Setup(48, 32, 0, [new Shape(1, 5, 8)])));
        Assert.Contains("'rows'", Decoding.Refusal("EndToEnd", Decoding.Setup(48, 32, 0, [new Shape(1, 5, 6), new Shape(5, 7)])));
    }
}
