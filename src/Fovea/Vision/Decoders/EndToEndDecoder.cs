using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>Networks that suppress overlapping boxes themselves and give a row for each that is left.</summary>
/// <remarks>
/// Known by their shape: [1, N, 6] is left, top, right, bottom, score, class (YOLOv10 and exports of YOLOv8 with suppression); [N, 7] has the batch
/// before the box and the class before the score (YOLOv7); [1, 1, N, 7] is batch, class, score, box in 0 .. 1 (SSD's DetectionOutput). Rows of
/// another picture than the first of the batch, or of a class below the first, are none. Parameters: <c>form</c> (xyxy), of the boxes;
/// <c>normalized</c> (of [1, 1, N, 7] true, else false): whether boxes are in 0 .. 1, not in pixels of the input; <c>firstClass</c> (0): the number that
/// the network gives to the class of the first label; <c>rows</c>: the name of the output.
/// </remarks>
public sealed class EndToEndDecoder : Decoder
{
    private readonly Columns _columns;
    private readonly BoxForm _form;
    private readonly int _firstClass;
    private readonly float _scaleX = 1;
    private readonly float _scaleY = 1;

    private EndToEndDecoder(DecoderSetup setup, string output, int count, Columns columns)
        : base(setup, new[] { output }, count)
    {
        _columns = columns;
        _form = setup.Parameters.Choice("form", BoxForm.Xyxy);
        _firstClass = setup.Parameters.Integer("firstClass", 0);
        if (!setup.Parameters.Flag("normalized", columns.Normalized))
            (_scaleX, _scaleY) = (1f / setup.InputWidth, 1f / setup.InputHeight);
        Kernels = new[]
        {
            new DecoderKernel("vision/decoders/end_to_end.comp", new[] { 0 }, 0, count)
            {
                Words = new[]
                {
                    columns.Row, columns.Batch, columns.Box, columns.Score, columns.Class, (int)_form, _firstClass, DecoderKernel.Bits(_scaleX),
                    DecoderKernel.Bits(_scaleY),
                },
            },
        };
    }

    /// <inheritdoc/>
    public override bool HasSuppressed => true;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises rows, or the separate lists of <see cref="EndToEndListsDecoder"/>, by their shapes.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind.</exception>
    public static Decoder Create(DecoderSetup setup)
    {
        if (new OutputChoice(setup).Take("rows", s => Columns.Of(s) is not null) is { } output)
        {
            Shape shape = setup.Outputs[output];
            return new EndToEndDecoder(setup, output, shape[-2], Columns.Of(shape)!);
        }

        return EndToEndListsDecoder.TryCreate(setup) ?? throw setup.Refusal(
            "a network that suppresses overlapping boxes itself",
            "rows [1, N, 6], [N, 7] or [1, 1, N, 7], or boxes [1, N, 4], scores [1, N], classes [1, N] and perhaps their count");
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        for (int i = 0; i < CandidateCount; i++)
        {
            ReadOnlySpan<float> row = outputs[0].Span.Slice(i * _columns.Row, _columns.Row);
            ref Candidate place = ref candidates.Items[i];
            bool other = _columns.Batch >= 0 && row[_columns.Batch] != 0;
            float score = row[_columns.Score], kind = MathF.Floor(row[_columns.Class] + 0.5f) - _firstClass;
            if (Skips(ref place, score, scoreThreshold))
                continue;
            ReadOnlySpan<float> box = row.Slice(_columns.Box, 4);
            if (other || kind < 0)
                place = default;
            else if (kind - kind != 0 || !AreFinite(box[0], box[1], box[2], box[3]))
                place = NotANumber;
            else
                place = new Candidate(Boxes.Scaled(Boxes.Of(_form, box[0], box[1], box[2], box[3]), _scaleX, _scaleY), score, (int)kind);
        }
    }

    /// <summary>Which column of a row is what.</summary>
    private sealed record Columns(int Row, int Batch, int Box, int Score, int Class, bool Normalized)
    {
        public static Columns? Of(Shape shape) => (shape.Rank, shape.Rank > 1 ? shape[-1] : 0) switch
        {
            _ when shape.Count == 0 => null,
            (3, 6) when shape[0] == 1 => new Columns(6, -1, 0, 4, 5, false),
            (2, 7) => new Columns(7, 0, 1, 6, 5, false),
            (4, 7) when shape[0] == 1 && shape[1] == 1 => new Columns(7, 0, 3, 2, 1, true),
            _ => null,
        };
    }
}
