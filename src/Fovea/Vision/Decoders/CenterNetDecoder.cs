using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>CenterNet: an object is a peak in the heat map of its class; further maps tell its size and where in the cell its centre is.</summary>
/// <remarks>
/// Outputs: heat map [1, C, H, W], sizes [1, 2, H, W] and, if there are any, offsets [1, 2, H, W], both in cells, x before y. A peak is no lower than
/// its eight neighbours. Centre = g + offset with g the cell, as a share of W and H; without offsets that of the cell. A cell that is the peak of
/// several classes proposes the highest. Parameters: <c>activation</c> (none, or sigmoid), what the heat map still needs; <c>heatmap</c>,
/// <c>sizes</c> and <c>offsets</c>, the names of the outputs, where shapes leave open which is which; by default sizes come before offsets.
/// Source: Zhou et al., Objects as Points (2019).
/// </remarks>
public sealed class CenterNetDecoder : Decoder
{
    // Far more than logarithms differ from one device to another.
    private const float Margin = 0.001f;

    private readonly int _classes;
    private readonly int _rows;
    private readonly int _columns;
    private readonly bool _offsets;
    private readonly ScoreActivation _activation;

    private CenterNetDecoder(DecoderSetup setup, string[] outputs, Shape heat, ScoreActivation activation)
        : base(setup, outputs, heat[2] * heat[3])
    {
        (_classes, _rows, _columns) = (heat[1], heat[2], heat[3]);
        _offsets = outputs.Length == 3;
        _activation = activation;
        Kernels = new[]
        {
            new DecoderKernel("vision/decoders/centernet.comp", _offsets ? new[] { 0, 1, 2 } : new[] { 0, 1 }, 0, CandidateCount)
            {
                Defines = ShaderDefines.None.With("ACTIVATION", (int)activation).With("OFFSETS", _offsets).With("MARGIN", Margin),
                Words = new[] { _classes, _columns, _rows },
            },
        };
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises the maps by their shapes, whatever they are called.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind, or the labels are more or fewer than the classes.</exception>
    public static CenterNetDecoder Create(DecoderSetup setup)
    {
        var choice = new OutputChoice(setup);
        static bool IsMap(Shape s) => s.Rank == 4 && s[0] == 1 && s[1] > 0 && s[2] > 0 && s[3] > 0;
        // A heat map of two classes has the shape of the other two, but comes first in every export.
        bool two = setup.Outputs.Values.Where(IsMap).All(s => s[1] == 2);
        string? heat = choice.Take("heatmap", s => IsMap(s) && (two || s[1] != 2), two ? OutputTie.First : OutputTie.Refuse);
        Shape? map = heat is null ? null : setup.Outputs[heat];
        bool IsPair(Shape s) => IsMap(s) && s[1] == 2 && s[2] == map![2] && s[3] == map[3];
        string? sizes = map is null ? null : choice.Take("sizes", IsPair, OutputTie.First);
        if (heat is null || sizes is null)
            throw setup.Refusal("CenterNet", "a heat map [1, classes, rows, columns], sizes [1, 2, rows, columns] and perhaps offsets [1, 2, rows, columns]");
        string? offsets = choice.Take("offsets", IsPair, OutputTie.First);
        setup.AssertClasses(map![1], heat);
        ScoreActivation activation = setup.Parameters.Choice("activation", ScoreActivation.None);
        if (activation == ScoreActivation.Softmax)
            throw new ModelException("The decoder's parameter 'activation' is \"softmax\", but each class of CenterNet has a heat map of its own; use \"sigmoid\".");
        return new CenterNetDecoder(setup, offsets is null ? new[] { heat, sizes } : new[] { heat, sizes, offsets }, map, activation);
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        ReadOnlySpan<float> heat = outputs[0].Span, sizes = outputs[1].Span, offsets = _offsets ? outputs[2].Span : default;
        int cells = _rows * _columns;
        float least = Least(scoreThreshold);
        for (int cell = 0; cell < cells; cell++)
        {
            ref Candidate place = ref candidates.Items[cell];
            float score = BestPeak(heat, cell, least, out int best);
            if (Skips(ref place, score, scoreThreshold))
                continue;
            float offsetX = _offsets ? offsets[cell] : 0.5f, offsetY = _offsets ? offsets[cells + cell] : 0.5f;
            float x = ((cell % _columns) + offsetX) / _columns, y = ((cell / _columns) + offsetY) / _rows;
            bool finite = AreFinite(sizes[cell], sizes[cells + cell], offsetX, offsetY);
            place = finite
                ? new Candidate(Boxes.Around(x, y, sizes[cell] / _columns, sizes[cells + cell] / _rows), score, best)
                : NotANumber;
        }
    }

    // What a value must have at least, or a little less: most cells are far below, and are not compared with their neighbours.
    private float Least(float threshold)
    {
        if (_activation == ScoreActivation.None)
            return threshold;
        return threshold <= 0 ? float.MinValue : threshold >= 1 ? LargestLogit / 8 : MathF.Log(threshold / (1 - threshold)) - Margin;
    }

    // The highest of the classes that have a peak here; NaN where a value here is none. A cell that is no peak has no chance.
    private float BestPeak(ReadOnlySpan<float> heat, int cell, float least, out int best)
    {
        int cells = _rows * _columns, x = cell % _columns, y = cell / _columns;
        float highest = 0;
        bool found = false, broken = false;
        best = 0;
        for (int k = 0; k < _classes; k++)
        {
            float value = heat[(k * cells) + cell];
            broken |= value - value != 0;
            if (!(value >= least) || (found && !(value > highest)) || !IsPeak(heat.Slice(k * cells, cells), x, y, value))
                continue;
            (highest, best, found) = (value, k, true);
        }

        if (broken)
            return float.NaN;
        return !found ? float.MinValue : _activation == ScoreActivation.Sigmoid ? Sigmoid(highest) : highest;
    }

    // Neighbours that are no numbers do not count.
    private bool IsPeak(ReadOnlySpan<float> map, int x, int y, float value)
    {
        for (int j = Math.Max(y - 1, 0); j <= Math.Min(y + 1, _rows - 1); j++)
        {
            for (int i = Math.Max(x - 1, 0); i <= Math.Min(x + 1, _columns - 1); i++)
            {
                float other = map[(j * _columns) + i];
                if (other - other == 0 && other > value)
                    return false;
            }
        }

        return true;
    }
}
