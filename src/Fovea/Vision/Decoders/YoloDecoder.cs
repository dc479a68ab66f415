using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>
/// YOLO heads that the graph has decoded: for each box its centre, its size and the probabilities of the classes, of YOLOv5 and its kin
/// also the objectness. A row a box, or a column a box.
/// </summary>
/// <remarks>
/// YOLOv5 (v6, v7): [1, N, 5 + C], score = objectness * class. YOLOv8 (v9, v11, v12): [1, 4 + C, N], score = class. Both are read from
/// their transpose too. Parameters: <c>normalized</c> (false): boxes are in 0 .. 1, not in pixels of the input; <c>extra</c> (0): values of
/// each box that follow the classes and are none, as 32 of a segmentation network are; <c>rows</c>: the name of the output.
/// Source: github.com/ultralytics, Redmon et al., You Only Look Once (2016).
/// </remarks>
public sealed class YoloDecoder : Decoder
{
    private readonly Rows _rows;
    private readonly bool _objectness;
    private readonly float _scaleX;
    private readonly float _scaleY;

    private YoloDecoder(DecoderSetup setup, string output, Rows rows, bool objectness)
        : base(setup, new[] { output }, rows.Count)
    {
        _rows = rows;
        _objectness = objectness;
        bool normalized = setup.Parameters.Flag("normalized", false);
        (_scaleX, _scaleY) = normalized ? (1, 1) : (1f / setup.InputWidth, 1f / setup.InputHeight);
        Kernels = new[]
        {
            new DecoderKernel("vision/decoders/yolo.comp", new[] { 0 }, 0, rows.Count)
            {
                Defines = Gpu.ShaderDefines.None.With("OBJECTNESS", objectness).With("ACTIVATION", (int)ScoreActivation.None),
                Words = new[] { rows.Step, rows.Stride, rows.Classes, DecoderKernel.Bits(_scaleX), DecoderKernel.Bits(_scaleY) },
            },
        };
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>The decoder for rows with objectness: YOLOv5, v6 and v7, and YOLOX where the graph decodes.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind, or the labels are more or fewer than the classes.</exception>
    public static YoloDecoder WithObjectness(DecoderSetup setup) => Create(setup, true);

    /// <summary>The decoder for rows without objectness: YOLOv8 and later.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind, or the labels are more or fewer than the classes.</exception>
    public static YoloDecoder WithoutObjectness(DecoderSetup setup) => Create(setup, false);

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        ReadOnlySpan<float> values = outputs[0].Span;
        int stride = _rows.Stride;
        for (int i = 0; i < _rows.Count; i++)
        {
            int at = i * _rows.Step;
            ref Candidate place = ref candidates.Items[i];
            float objectness = _objectness ? values[at + (4 * stride)] : 1;
            if (Skips(ref place, objectness, scoreThreshold))
                continue;
            int classes = at + ((_objectness ? 5 : 4) * stride);
            float score = objectness * ClassScores.Best(values, classes, stride, _rows.Classes, -1, ScoreActivation.None, out int best);
            if (Skips(ref place, score, scoreThreshold))
                continue;
            Box box = Boxes.Around(values[at], values[at + stride], values[at + (2 * stride)], values[at + (3 * stride)]);
            place = AreFinite(box.X, box.Y, box.Width, box.Height) ? new Candidate(Boxes.Scaled(box, _scaleX, _scaleY), score, best) : NotANumber;
        }
    }

    private static YoloDecoder Create(DecoderSetup setup, bool objectness)
    {
        int leading = objectness ? 5 : 4, extra = setup.Parameters.Integer("extra", 0, 0);
        string output = new OutputChoice(setup).Take("rows", shape => Rows.Of(shape, leading, extra, setup.ClassCount) is not null)
            ?? throw setup.Refusal(
                objectness ? "YOLOv5" : "YOLOv8",
                objectness ? "one output [1, boxes, 5 + classes]" : "one output [1, 4 + classes, boxes]");
        Rows rows = Rows.Of(setup.Outputs[output], leading, extra, setup.ClassCount)!;
        setup.AssertClasses(rows.Classes, output);
        return new YoloDecoder(setup, output, rows, objectness);
    }

    /// <summary>How the boxes lie: their count, their classes, from box to box, from value to value.</summary>
    private sealed record Rows(int Count, int Classes, int Step, int Stride)
    {
        /// <summary>The way that suits the labels; else the one of more boxes, since networks have fewer classes than boxes.</summary>
        public static Rows? Of(Shape shape, int leading, int extra, int labels)
        {
            if (shape.Rank != 3 || shape[0] != 1)
                return null;
            int fixedValues = leading + extra;
            var inRows = new Rows(shape[1], shape[2] - fixedValues, shape[2], 1);
            var inColumns = new Rows(shape[2], shape[1] - fixedValues, 1, shape[2]);
            (Rows likely, Rows other) = inRows.Count >= inColumns.Count ? (inRows, inColumns) : (inColumns, inRows);
            if (labels > 0 && likely.Classes != labels && other.Classes == labels)
                return other.Count > 0 ? other : null;
            return likely.Classes > 0 ? likely : null;
        }
    }
}
