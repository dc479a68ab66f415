using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>
/// NanoDet: for each cell the classes and, for each side of the box, a distribution over distances from the cell (distribution focal loss).
/// </summary>
/// <remarks>
/// The distance to a side is the mean of 0, 1 .. b - 1 under the softmax of its b values, times the stride. NanoDet has two outputs for each
/// stride, [1, cells, C] and [1, cells, 4b], and measures from (g + 0.5) * s - 0.5 with g the cell and s the stride; NanoDet-Plus has one for
/// all, [1, cells, C + 4b], and measures from g * s. Sides are in the order left, top, right, bottom. Parameters: <c>strides</c> ([8, 16, 32],
/// of Plus [8, 16, 32, 64]), <c>bins</c> (8): b; <c>activation</c> (none): what the classes still need.
/// Sources: github.com/RangiLyu/nanodet; Li et al., Generalized Focal Loss (2020).
/// </remarks>
public sealed class NanoDetDecoder : Decoder
{
    private readonly Part[] _parts;
    private readonly int _classes;
    private readonly int _bins;
    private readonly ScoreActivation _activation;
    private readonly float _perWidth;
    private readonly float _perHeight;

    private NanoDetDecoder(DecoderSetup setup, IReadOnlyList<string> outputs, Part[] parts, int classes, int bins)
        : base(setup, outputs, parts.Sum(p => p.Level.Cells))
    {
        (_parts, _classes, _bins) = (parts, classes, bins);
        _activation = setup.Parameters.Choice("activation", ScoreActivation.None);
        (_perWidth, _perHeight) = (1f / setup.InputWidth, 1f / setup.InputHeight);
        Kernels = parts.Select(p => new DecoderKernel("vision/decoders/nanodet.comp", new[] { p.Scores, p.Sides }, p.Level.First, p.Level.Cells)
        {
            Defines = ShaderDefines.None.With("ACTIVATION", (int)_activation),
            Words = new[]
            {
                classes, bins, p.Level.Columns, p.ScoreRow, p.SideRow, p.FirstScore, p.FirstSide, DecoderKernel.Bits(p.Level.Stride),
                DecoderKernel.Bits(p.Origin), DecoderKernel.Bits(_perWidth), DecoderKernel.Bits(_perHeight),
            },
        }).ToArray();
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises the outputs of NanoDet or NanoDet-Plus by their shapes, whatever their names and order.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind, or the labels are more or fewer than the classes.</exception>
    public static NanoDetDecoder Create(DecoderSetup setup)
    {
        int bins = setup.Parameters.Integer("bins", 8, 2, 1024);
        return TryApart(setup, bins) ?? TryTogether(setup, bins) ?? throw setup.Refusal(
            "NanoDet", $"outputs [1, cells, classes] and [1, cells, {4 * bins}] for each stride, or one [1, cells of all, classes + {4 * bins}]");
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        foreach (Part part in _parts)
            Propose(part, outputs[part.Scores].Span, outputs[part.Sides].Span, scoreThreshold, candidates.Items.Slice(part.Level.First, part.Level.Cells));
    }

    private static NanoDetDecoder? TryApart(DecoderSetup setup, int bins)
    {
        var choice = new OutputChoice(setup);
        var names = new List<string>();
        var parts = new List<Part>();
        int classes = 0;
        foreach (GridLevel level in GridLevel.Of(setup, 8, 16, 32))
        {
            bool Fits(Shape s) => s.Rank == 3 && s[0] == 1 && s[1] == level.Cells;
            if (choice.Take($"sides{level.Stride}", s => Fits(s) && s[2] == 4 * bins) is not { } sides)
                return null;
            if (choice.Take($"scores{level.Stride}", s => Fits(s) && s[2] > 0 && (classes == 0 || s[2] == classes)) is not { } scores)
                return null;
            classes = setup.Outputs[scores][2];
            setup.AssertClasses(classes, scores);
            parts.Add(new Part(level, names.Count, names.Count + 1, classes, 4 * bins, 0, 0, (0.5f * level.Stride) - 0.5f));
            names.Add(scores);
            names.Add(sides);
        }

        return new NanoDetDecoder(setup, names, parts.ToArray(), classes, bins);
    }

    private static NanoDetDecoder? TryTogether(DecoderSetup setup, int bins)
    {
        IReadOnlyList<GridLevel> levels = GridLevel.Of(setup, 8, 16, 32, 64);
        int cells = levels.Sum(l => l.Cells);
        if (new OutputChoice(setup).Take("rows", s => s.Rank == 3 && s[0] == 1 && s[1] == cells && s[2] > 4 * bins) is not { } output)
            return null;
        int row = setup.Outputs[output][2], classes = row - (4 * bins);
        setup.AssertClasses(classes, output);
        Part[] parts = levels.Select(l => new Part(l, 0, 0, row, row, l.First * row, (l.First * row) + classes, 0)).ToArray();
        return new NanoDetDecoder(setup, new[] { output }, parts, classes, bins);
    }

    private void Propose(Part part, ReadOnlySpan<float> scores, ReadOnlySpan<float> sides, float threshold, Span<Candidate> places)
    {
        GridLevel level = part.Level;
        for (int cell = 0; cell < places.Length; cell++)
        {
            float score = ClassScores.Best(scores, part.FirstScore + (cell * part.ScoreRow), 1, _classes, -1, _activation, out int best);
            if (Skips(ref places[cell], score, threshold))
                continue;
            ReadOnlySpan<float> bins = sides.Slice(part.FirstSide + (cell * part.SideRow), 4 * _bins);
            float left = Distance(bins.Slice(0, _bins)), top = Distance(bins.Slice(_bins, _bins));
            float right = Distance(bins.Slice(2 * _bins, _bins)), bottom = Distance(bins.Slice(3 * _bins, _bins));
            if (!AreFinite(left, top, right, bottom))
            {
                places[cell] = NotANumber;
                continue;
            }

            float x = ((cell % level.Columns) * level.Stride) + part.Origin, y = ((cell / level.Columns) * level.Stride) + part.Origin;
            var box = new Box(x - (left * level.Stride), y - (top * level.Stride), (left + right) * level.Stride, (top + bottom) * level.Stride);
            places[cell] = new Candidate(Boxes.Scaled(box, _perWidth, _perHeight), score, best);
        }
    }

    // The mean of the bins' numbers under their softmax; NaN when a value is NaN or infinite.
    private static float Distance(ReadOnlySpan<float> values)
    {
        float top = float.NegativeInfinity, difference = 0;
        foreach (float value in values)
        {
            top = Math.Max(top, value);
            difference += value - value;
        }

        float sum = 0, mean = 0;
        for (int i = 0; i < values.Length; i++)
        {
            float weight = MathF.Exp(values[i] - top);
            sum += weight;
            mean += i * weight;
        }

        return (mean / sum) + difference;
    }

    /// <summary>A stride: which outputs hold it, how long their rows are and where they begin, and where the first cell measures from.</summary>
    private sealed record Part(GridLevel Level, int Scores, int Sides, int ScoreRow, int SideRow, int FirstScore, int FirstSide, float Origin);
}
