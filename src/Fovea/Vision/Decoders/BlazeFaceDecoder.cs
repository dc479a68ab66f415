using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>
/// BlazeFace, MediaPipe's face detector: one score and sixteen numbers for each anchor. Two anchors a cell on the fine grid, six on the
/// coarse one, all of size 1 at the cell's centre.
/// </summary>
/// <remarks>
/// With <c>r</c> the sixteen numbers, <c>s</c> the input's size in pixels and <c>a</c> the centre of the anchor's cell: centre of the box
/// = r[0..1]/s + a, its size = r[2..3]/s, keypoint k = r[4+2k..5+2k]/s + a, score = sigmoid. The keypoints are the right eye, the left
/// eye (the person's own), the tip of the nose, the mouth, the right and the left tragion (at the ear).
/// Source: Bazarevsky et al., BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs (2019).
/// </remarks>
public sealed class BlazeFaceDecoder : Decoder
{
    private const int KeypointsOfFace = 6;
    private const int Values = 4 + (2 * KeypointsOfFace);

    private readonly Grid[] _grids;
    private readonly float _perPixel;

    private BlazeFaceDecoder(DecoderSetup setup, string[] outputs, Grid fine, Grid coarse)
        : base(setup, outputs, fine.Anchors + coarse.Anchors, KeypointsOfFace)
    {
        _grids = new[] { fine, coarse };
        _perPixel = 1f / setup.InputWidth;
        Kernels = _grids.Select((grid, i) => new DecoderKernel("vision/decoders/blazeface.comp", new[] { 2 * i, (2 * i) + 1 }, grid.First, grid.Anchors)
        {
            Words = new[] { grid.Side, grid.PerCell, DecoderKernel.Bits(_perPixel) },
        }).ToArray();
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises BlazeFace's outputs by their shapes, whatever they are called: [1, n, 1] and [1, n, 16] for both grids.</summary>
    /// <param name="setup">The network; its input is 128 x 128 for the front model, 256 x 256 for the back model.</param>
    /// <returns>The decoder.</returns>
    /// <exception cref="ModelException">The outputs are not BlazeFace's, or there are labels for more than one class.</exception>
    public static BlazeFaceDecoder Create(DecoderSetup setup)
    {
        IReadOnlyDictionary<string, Shape> outputs = setup.Outputs;
        var names = new List<string>();
        var grids = new List<Grid>();
        int first = 0;
        IEnumerable<Shape> scores = outputs.Values.Where(s => s.Rank == 3 && s[0] == 1 && s[2] == 1).OrderByDescending(s => s[1]);
        foreach ((Shape score, int perCell) in scores.Zip(new[] { 2, 6 }, (s, n) => (s, n)))
        {
            int side = (int)Math.Round(Math.Sqrt((double)score[1] / perCell));
            string[] scoreNames = outputs.Where(o => o.Value.Equals(score)).Select(o => o.Key).ToArray();
            string[] boxNames = outputs.Where(o => o.Value.Equals(new Shape(1, score[1], Values))).Select(o => o.Key).ToArray();
            if (side > 0 && side * side * perCell == score[1] && scoreNames.Length == 1 && boxNames.Length == 1)
            {
                grids.Add(new Grid(side, perCell, first));
                names.AddRange(new[] { scoreNames[0], boxNames[0] });
                first += score[1];
            }
        }

        if (grids.Count != 2 || outputs.Count != 4)
            throw setup.Refusal("BlazeFace", "four outputs: scores [1, 512, 1] and [1, 384, 1], boxes [1, 512, 16] and [1, 384, 16]");

        setup.AssertClasses(1, names[0]);
        return new BlazeFaceDecoder(setup, names.ToArray(), grids[0], grids[1]);
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        for (int i = 0; i < _grids.Length; i++)
            Propose(_grids[i], outputs[2 * i].Span, outputs[(2 * i) + 1].Span, scoreThreshold, candidates);
    }

    private void Propose(Grid grid, ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, float threshold, CandidateList candidates)
    {
        for (int anchor = 0; anchor < grid.Anchors; anchor++)
        {
            float score = Sigmoid(scores[anchor]);
            ref Candidate candidate = ref candidates.Items[grid.First + anchor];
            if (Skips(ref candidate, score, threshold))
                continue;

            int cell = anchor / grid.PerCell;
            var center = new Vector2(((cell % grid.Side) + 0.5f) / grid.Side, ((cell / grid.Side) + 0.5f) / grid.Side);
            ReadOnlySpan<float> raw = boxes.Slice(anchor * Values, Values);
            Box box = Boxes.Around((raw[0] * _perPixel) + center.X, (raw[1] * _perPixel) + center.Y, raw[2] * _perPixel, raw[3] * _perPixel);
            candidate = AreFinite(raw) ? new Candidate(box, score, 0) : NotANumber;
            Span<Vector2> keypoints = candidates.Keypoints(grid.First + anchor);
            for (int k = 0; k < keypoints.Length; k++)
                keypoints[k] = (new Vector2(raw[4 + (2 * k)], raw[5 + (2 * k)]) * _perPixel) + center;
        }
    }

    /// <summary>A grid of cells: its side, the anchors of a cell, and the place of its first candidate.</summary>
    private readonly record struct Grid(int Side, int PerCell, int First)
    {
        public int Anchors => Side * Side * PerCell;
    }
}
