using System;
using System.Linq;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Fovea.Vision.Decoders;
using Xunit;

namespace Fovea.Tests.Vision.Decoders;

/// <summary>YOLOv5's and YOLOv8's decoded heads, in rows and in columns.</summary>
public sealed class YoloDecoderTests
{
    private const int Boxes = 210, Classes = 13;

    public static TheoryData<GlApi, string, bool> Forms
    {
        get
        {
            var data = new TheoryData<GlApi, string, bool>();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
            {
                foreach (string name in new[] { "YOLOv5", "YOLOv8" })
                {
                    data.Add(api, name, false);
                    data.Add(api, name, true);
                }
            }

            return data;
        }
    }

    [SkippableTheory, MemberData(nameof(Forms))]
    public void Rows_and_columns_give_the_boxes_that_are_written_there_on_both_forms(GlApi api, string name, bool columns) => GlThread.Run(api, gl =>
    {
        int leading = name == "YOLOv5" ? 5 : 4, values = leading + Classes;
        DecoderSetup setup = Decoding.Setup(320, 192, Classes, [columns ? new Shape(1, values, Boxes) : new Shape(1, Boxes, values)]);
        Decoder decoder = DecoderRegistry.Create(name, setup);
        Assert.Equal((Boxes, false), (decoder.CandidateCount, decoder.HasSuppressed));
        float[][] outputs = Decoding.Random(setup, decoder, 5, 0.001f, 1);
        Span<float> Value(int box, int k) => outputs[0].AsSpan(columns ? (k * Boxes) + box : (box * values) + k, 1);
        for (int i = 0; i < Boxes; i++)
        {
            for (int k = 0; k < 4; k++)
                Value(i, k)[0] *= 100;
        }

        Value(3, 2)[0] = float.NaN;
        Value(3, leading)[0] = 1;
        Value(3, 4)[0] = 1;
        Value(4, leading + 2)[0] = float.PositiveInfinity;
        Value(4, 4)[0] = 1;
        CandidateList got = Decoding.AssertSame(gl, decoder, outputs, 0.25f);
        Assert.Equal(2, Decoding.Broken(got));
        Assert.InRange(Decoding.Found(got).Length, 50, Boxes - 2);
        foreach (int i in Decoding.Found(got))
        {
            float[] row = Enumerable.Range(0, values).Select(k => Value(i, k)[0]).ToArray();
            float highest = row.Skip(leading).Max();
            double score = name == "YOLOv5" ? (double)row[4] * highest : highest;
            Decoding.AssertNear(
                Decoding.Expected(setup, row[0], row[1], row[2], row[3], score, Array.IndexOf(row, highest, leading) - leading), got.Items[i], $"Box {i}");
        }
    });

    [Fact]
    public void Labels_settle_which_axis_is_which_and_values_behind_the_classes_are_left_out()
    {
        // More classes than boxes: only the labels tell.
        DecoderSetup few = Decoding.Setup(64, 64, 30, [new Shape(1, 34, 5)]);
        Assert.Equal(5, DecoderRegistry.Create("YOLOv8", few).CandidateCount);
        Assert.Equal(34, DecoderRegistry.Create("YOLOv8", few with { ClassCount = 0 }).CandidateCount);

        DecoderSetup masks = Decoding.Setup(64, 64, 3, [new Shape(1, 3 + 4 + 32, 84), new Shape(1, 32, 16, 16)], ("extra", 32.0), ("normalized", true));
        Decoder decoder = DecoderRegistry.Create("YOLOv8", masks);
        var output = new float[39 * 84];
        float[] box = { 0.5f, 0.25f, 0.5f, 0.125f, 0, 0.75f, 0, 9, 9 };
        for (int k = 0; k < box.Length; k++)
            output[(k * 84) + 11] = box[k];
        CandidateList got = Decoding.Plain(decoder, [output], 0.5f);
        Assert.Equal(11, Assert.Single(Decoding.Found(got)));
        Assert.Equal(new Candidate(new Box(0.25f, 0.1875f, 0.5f, 0.125f), 0.75f, 1), got.Items[11]);
    }

    [Fact]
    public void Other_outputs_are_refused()
    {
        Assert.Contains("[1, 4 + classes, boxes]", Decoding.Refusal("YOLOv8", Decoding.Setup(64, 64, 0, [new Shape(1, 4, 84)])));
        Assert.Contains("a [1, 84, 8400] tells 79 classes apart, but there are 80 labels", Decoding.Refusal("YOLOv5", Decoding.Setup(640, 640, 80, [new Shape(1, 84, 8400)])));
        string two = Decoding.Refusal("YOLOv8", Decoding.Setup(64, 64, 0, [new Shape(1, 84, 7), new Shape(1, 84, 9)]));
        Assert.Contains("a [1, 84, 7], b [1, 84, 9]", two);
        Assert.Contains("'rows'", two);
        Assert.Equal(["b"], DecoderRegistry.Create("YOLOv8", Decoding.Setup(64, 64, 0, [new Shape(1, 84, 7), new Shape(1, 84, 9)], ("rows", "b"))).Outputs);
        Assert.Contains("no such output", Decoding.Refusal("YOLOv8", Decoding.Setup(64, 64, 0, [new Shape(1, 84, 7)], ("rows", "z"))));
        Assert.Contains("cannot be that", Decoding.Refusal("YOLOv8", Decoding.Setup(64, 64, 0, [new Shape(1, 84, 7), new Shape(1, 3)], ("rows", "b"))));
    }
}
