using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Runtime;
using Silk.NET.OpenGL;

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
    private const int Keypoints = 6;
    private const int Values = 4 + (2 * Keypoints);

    // sigmoid is 0 or 1 to the last bit well before, and exp(80) is still a float everywhere.
    private const float LargestLogit = 80;

    private readonly Grid[] _grids;
    private readonly float _perPixel;

    private BlazeFaceDecoder(string[] outputs, Grid fine, Grid coarse, int inputSize)
        : base(outputs, fine.Anchors + coarse.Anchors, Keypoints)
    {
        _grids = new[] { fine, coarse };
        _perPixel = 1f / inputSize;
    }

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
        return new BlazeFaceDecoder(names.ToArray(), grids[0], grids[1], setup.InputWidth);
    }

    /// <inheritdoc/>
    public override void Decode(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        AssertFits(candidates.Count, candidates.KeypointCount);
        if (outputs.Count != 4)
            throw new ArgumentException($"BlazeFace has 4 outputs, not {outputs.Count}.", nameof(outputs));

        for (int i = 0; i < _grids.Length; i++)
            Decode(_grids[i], outputs[2 * i].Span, outputs[(2 * i) + 1].Span, scoreThreshold, candidates);
    }

    /// <inheritdoc/>
    public override DecoderPass CreatePass(GpuContext context) => new Pass(this, context);

    private void Decode(Grid grid, ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, float threshold, CandidateList candidates)
    {
        if (scores.Length != grid.Anchors || boxes.Length != grid.Anchors * Values)
        {
            throw new ArgumentException(
                $"The grid of {grid.Anchors} anchors takes as many scores and {grid.Anchors * Values} values, not {scores.Length} and " +
                $"{boxes.Length}.");
        }

        for (int anchor = 0; anchor < grid.Anchors; anchor++)
        {
            float score = 1 / (1 + MathF.Exp(-Math.Clamp(scores[anchor], -LargestLogit, LargestLogit)));
            ref Candidate candidate = ref candidates.Items[grid.First + anchor];
            if (!(score >= threshold))
            {
                candidate = default;
                continue;
            }

            int cell = anchor / grid.PerCell;
            var center = new Vector2(((cell % grid.Side) + 0.5f) / grid.Side, ((cell / grid.Side) + 0.5f) / grid.Side);
            ReadOnlySpan<float> raw = boxes.Slice(anchor * Values, Values);
            float width = raw[2] * _perPixel, height = raw[3] * _perPixel;
            float left = (raw[0] * _perPixel) + center.X - (0.5f * width), top = (raw[1] * _perPixel) + center.Y - (0.5f * height);
            candidate = new Candidate(new Box(left, top, width, height), score, 0);
            Span<Vector2> keypoints = candidates.Keypoints(grid.First + anchor);
            for (int k = 0; k < Keypoints; k++)
                keypoints[k] = (new Vector2(raw[4 + (2 * k)], raw[5 + (2 * k)]) * _perPixel) + center;
        }
    }

    /// <summary>A grid of cells: its side, the anchors of a cell, and the place of its first candidate.</summary>
    private readonly record struct Grid(int Side, int PerCell, int First)
    {
        public int Anchors => Side * Side * PerCell;
    }

    /// <summary>One dispatch a grid, an invocation an anchor.</summary>
    private sealed class Pass : DecoderPass
    {
        private const int BlockWords = 8;

        private readonly BlazeFaceDecoder _decoder;
        private readonly GpuContext _context;
        private readonly GpuProgram _program;
        private readonly GpuBuffer _parameters;
        private readonly long _stride;
        private float _threshold = float.NaN;

        public Pass(BlazeFaceDecoder decoder, GpuContext context)
        {
            _decoder = decoder;
            _context = context;
            _program = context.Programs.Compute(
                "vision/decoders/blazeface.comp",
                ShaderDefines.None.With("KEYPOINTS", Keypoints).With("LARGEST_LOGIT", LargestLogit));
            _stride = Math.Max(BlockWords * 4, context.Limits.UniformAlignment);
            _parameters = new GpuBuffer(context, 2 * _stride, "blazeface parameters", BufferUsageARB.DynamicDraw);
        }

        public override void Run(IReadOnlyList<GpuTensor> outputs, float scoreThreshold, CandidateBuffer candidates)
        {
            _decoder.AssertFits(candidates.Count, candidates.KeypointCount);
            if (outputs.Count != 4)
                throw new ArgumentException($"BlazeFace has 4 outputs, not {outputs.Count}.", nameof(outputs));

            Write(scoreThreshold);
            candidates.Boxes.Whole.BindStorage(2);
            candidates.Keypoints.Whole.BindStorage(3);
            for (int i = 0; i < 2; i++)
            {
                Grid grid = _decoder._grids[i];
                BindOutput(outputs[2 * i], grid.Anchors, 0);
                BindOutput(outputs[(2 * i) + 1], grid.Anchors * Values, 1);
                _parameters.Slice(i * _stride, BlockWords * 4).BindUniform(0);
                _context.Dispatch(_program, ((uint)grid.Anchors + 127) / 128);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _parameters.Dispose();
        }

        private void Write(float threshold)
        {
            if (threshold.Equals(_threshold))
                return;

            _threshold = threshold;
            Span<int> block = stackalloc int[BlockWords];
            for (int i = 0; i < 2; i++)
            {
                Grid grid = _decoder._grids[i];
                (block[0], block[1], block[2], block[3]) = (grid.Side, grid.PerCell, grid.First, grid.Anchors);
                block[4] = BitConverter.SingleToInt32Bits(threshold);
                block[5] = BitConverter.SingleToInt32Bits(_decoder._perPixel);
                _parameters.Upload<int>(block, i * _stride);
            }
        }
    }
}
