using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>YOLOv5's heads as the convolutions leave them, an output a grid, some anchors a cell.</summary>
/// <remarks>
/// An output is [1, a, H, W, 5 + C] or [1, a * (5 + C), H, W]. With σ the logistic function, g the cell and s its size: centre = (2σ(t) -
/// 0.5 + g) * s, size = (2σ(t))² * anchor, score = σ(objectness) * σ(class). Parameters: <c>strides</c> ([8, 16, 32]); <c>anchors</c>, a list
/// of widths and heights in input pixels for each stride (COCO's by default).
/// Source: github.com/ultralytics/yolov5.
/// </remarks>
public sealed class YoloHeadDecoder : Decoder
{
    private static readonly double[][] Coco =
    {
        new double[] { 10, 13, 16, 30, 33, 23 },
        new double[] { 30, 61, 62, 45, 59, 119 },
        new double[] { 116, 90, 156, 198, 373, 326 },
    };

    private readonly Head[] _heads;
    private readonly int _classes;
    private readonly float _perWidth;
    private readonly float _perHeight;

    private YoloHeadDecoder(DecoderSetup setup, IReadOnlyList<string> outputs, Head[] heads, int classes)
        : base(setup, outputs, heads.Sum(h => h.Count))
    {
        _heads = heads;
        _classes = classes;
        (_perWidth, _perHeight) = (1f / setup.InputWidth, 1f / setup.InputHeight);
        Kernels = heads.Select((h, i) => new DecoderKernel("vision/decoders/yolo_head.comp", new[] { i }, h.First, h.Count)
        {
            Defines = ShaderDefines.None.With("ACTIVATION", (int)ScoreActivation.Sigmoid),
            Table = h.Anchors,
            Words = new[]
            {
                classes, h.Level.Columns, h.Level.Cells, h.AnchorStep, h.CellStep, h.ValueStep,
                DecoderKernel.Bits(h.Level.Stride), DecoderKernel.Bits(_perWidth), DecoderKernel.Bits(_perHeight),
            },
        }).ToArray();
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises the heads by their shapes, whatever they are called.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The outputs are of another kind, or the labels are more or fewer than the classes, or the anchors do not suit.</exception>
    public static YoloHeadDecoder Create(DecoderSetup setup)
    {
        IReadOnlyList<GridLevel> levels = GridLevel.Of(setup, 8, 16, 32);
        IReadOnlyList<IReadOnlyList<double>> anchors = setup.Parameters.Table("anchors", Coco);
        if (anchors.Count != levels.Count || anchors.Any(a => a.Count == 0 || a.Count % 2 != 0))
        {
            throw new ModelException(
                $"The decoder's parameter 'anchors' holds lists of {string.Join(", ", anchors.Select(a => a.Count))} numbers; it takes widths and heights " +
                $"for each of {levels.Count} strides.");
        }

        var choice = new OutputChoice(setup);
        var heads = new List<Head>();
        var names = new List<string>();
        int first = 0;
        ModelException Refusal() => setup.Refusal(
            "YOLOv5's raw heads", "an output [1, anchors, rows, columns, 5 + classes] or [1, anchors * (5 + classes), rows, columns] for each stride");
        for (int i = 0; i < levels.Count; i++)
        {
            (GridLevel level, int count) = (levels[i], anchors[i].Count / 2);
            if (choice.Take($"head{i}", shape => ClassesOf(shape, level, count) > 0) is not { } name)
                throw Refusal();
            names.Add(name);
            heads.Add(new Head(level, first, anchors[i].Select(a => (float)a).ToArray(), setup.Outputs[name]));
            first += heads[i].Count;
        }

        int classes = heads.Min(h => h.Classes);
        if (classes != heads.Max(h => h.Classes))
            throw Refusal();
        setup.AssertClasses(classes, names[0]);
        return new YoloHeadDecoder(setup, names, heads.ToArray(), classes);
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        for (int i = 0; i < _heads.Length; i++)
            Propose(_heads[i], outputs[i].Span, scoreThreshold, candidates.Items.Slice(_heads[i].First, _heads[i].Count));
    }

    private static int ClassesOf(Shape shape, GridLevel level, int anchors)
    {
        if (shape.Rank == 5)
            return shape[0] == 1 && shape[1] == anchors && shape[2] == level.Rows && shape[3] == level.Columns ? shape[4] - 5 : 0;
        return shape.Rank == 4 && shape[0] == 1 && shape[1] % anchors == 0 && shape[2] == level.Rows && shape[3] == level.Columns
            ? (shape[1] / anchors) - 5
            : 0;
    }

    private void Propose(Head head, ReadOnlySpan<float> values, float threshold, Span<Candidate> places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            int anchor = i / head.Level.Cells, cell = i % head.Level.Cells, step = head.ValueStep;
            int at = (anchor * head.AnchorStep) + (cell * head.CellStep);
            float objectness = Sigmoid(values[at + (4 * step)]);
            if (Skips(ref places[i], objectness, threshold))
                continue;
            float score = objectness * ClassScores.Best(values, at + (5 * step), step, _classes, -1, ScoreActivation.Sigmoid, out int best);
            if (Skips(ref places[i], score, threshold))
                continue;
            if (!AreFinite(values[at], values[at + step], values[at + (2 * step)], values[at + (3 * step)]))
            {
                places[i] = NotANumber;
                continue;
            }

            float x = ((2 * Sigmoid(values[at])) - 0.5f + (cell % head.Level.Columns)) * head.Level.Stride;
            float y = ((2 * Sigmoid(values[at + step])) - 0.5f + (cell / head.Level.Columns)) * head.Level.Stride;
            float width = 2 * Sigmoid(values[at + (2 * step)]), height = 2 * Sigmoid(values[at + (3 * step)]);
            Box box = Boxes.Around(x, y, width * width * head.Anchors[2 * anchor], height * height * head.Anchors[(2 * anchor) + 1]);
            places[i] = new Candidate(Boxes.Scaled(box, _perWidth, _perHeight), score, best);
        }
    }

    /// <summary>A grid's head: the place of its first candidate, its anchors, and how its values lie.</summary>
    private sealed class Head
    {
        public Head(GridLevel level, int first, float[] anchors, Shape shape)
        {
            Level = level;
            First = first;
            Anchors = anchors;
            int count = anchors.Length / 2;
            bool last = shape.Rank == 5;
            int values = last ? shape[4] : shape[1] / count;
            Classes = values - 5;
            Count = count * level.Cells;
            AnchorStep = values * level.Cells;
            (CellStep, ValueStep) = last ? (values, 1) : (1, level.Cells);
        }

        public GridLevel Level { get; }

        public int First { get; }

        public float[] Anchors { get; }

        public int Classes { get; }

        public int Count { get; }

        public int AnchorStep { get; }

        public int CellStep { get; }

        public int ValueStep { get; }
    }
}
