using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>YOLOX: no anchors, one box for each cell of three grids, all in one output [1, cells, 5 + C].</summary>
/// <remarks>
/// With g the cell and s its size: centre = (t + g) * s, size = exp(t) * s, score = objectness * class, which are probabilities already.
/// Parameters: <c>strides</c> ([8, 16, 32]); <c>rows</c>: the name of the output. A network whose graph does this arithmetic is read by
/// "YOLOv5". Source: Ge et al., YOLOX: Exceeding YOLO Series in 2021 (2021).
/// </remarks>
public sealed class YoloXDecoder : Decoder
{
    private readonly GridLevel[] _levels;
    private readonly int _classes;
    private readonly float _perWidth;
    private readonly float _perHeight;

    private YoloXDecoder(DecoderSetup setup, string output, IReadOnlyList<GridLevel> levels, int classes)
        : base(setup, new[] { output }, levels.Sum(l => l.Cells))
    {
        _levels = levels.ToArray();
        _classes = classes;
        (_perWidth, _perHeight) = (1f / setup.InputWidth, 1f / setup.InputHeight);
        Kernels = levels.Select(level => new DecoderKernel("vision/decoders/yolox.comp", new[] { 0 }, level.First, level.Cells)
        {
            Defines = ShaderDefines.None.With("ACTIVATION", (int)ScoreActivation.None),
            Words = new[]
            {
                classes, level.Columns, DecoderKernel.Bits(level.Stride), DecoderKernel.Bits(_perWidth), DecoderKernel.Bits(_perHeight),
            },
        }).ToArray();
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises YOLOX's output by its shape, whatever it is called.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind, or the labels are more or fewer than the classes.</exception>
    public static YoloXDecoder Create(DecoderSetup setup)
    {
        IReadOnlyList<GridLevel> levels = GridLevel.Of(setup, 8, 16, 32);
        int cells = levels.Sum(l => l.Cells);
        string output = new OutputChoice(setup).Take("rows", s => s.Rank == 3 && s[0] == 1 && s[1] == cells && s[2] > 5)
            ?? throw setup.Refusal("YOLOX", $"one output [1, {cells}, 5 + classes]");
        int classes = setup.Outputs[output][2] - 5;
        setup.AssertClasses(classes, output);
        return new YoloXDecoder(setup, output, levels, classes);
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        foreach (GridLevel level in _levels)
            Propose(level, outputs[0].Span, scoreThreshold, candidates.Items);
    }

    private void Propose(GridLevel level, ReadOnlySpan<float> values, float threshold, Span<Candidate> places)
    {
        for (int cell = 0; cell < level.Cells; cell++)
        {
            ref Candidate place = ref places[level.First + cell];
            ReadOnlySpan<float> row = values.Slice((level.First + cell) * (5 + _classes), 5 + _classes);
            if (Skips(ref place, row[4], threshold))
                continue;
            float score = row[4] * ClassScores.Best(row, 5, 1, _classes, -1, ScoreActivation.None, out int best);
            if (Skips(ref place, score, threshold))
                continue;
            float x = (row[0] + (cell % level.Columns)) * level.Stride, y = (row[1] + (cell / level.Columns)) * level.Stride;
            Box box = Boxes.Around(x, y, MathF.Exp(row[2]) * level.Stride, MathF.Exp(row[3]) * level.Stride);
            place = AreFinite(row[0], row[1], row[2], row[3]) ? new Candidate(Boxes.Scaled(box, _perWidth, _perHeight), score, best) : NotANumber;
        }
    }
}
