using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>
/// Single-shot detectors: class scores [1, A, C] and boxes [1, A, 4] or [1, A, 1, 4], which are relative to anchors unless the graph has decoded
/// them.
/// </summary>
/// <remarks>
/// With an anchor's centre c, its size s and the variances v: centre = c + t * v * s, size = exp(t * v) * s. Parameters, beside those of
/// <see cref="SsdAnchors"/>: <c>encoded</c> (true): whether boxes are relative to anchors; <c>variances</c> ([0.1, 0.1, 0.2, 0.2], for x, y, w,
/// h); <c>form</c> (cxcywh; of boxes that are not encoded, xyxy); <c>normalized</c> (true): decoded boxes are in 0 .. 1, not in pixels of the
/// input; <c>activation</c> (softmax), what the scores still need; <c>background</c> (0), the class that is no object, -1 for none;
/// <c>scores</c> and <c>boxes</c>, the names of the outputs. Labels may name the background or leave it out.
/// Source: Liu et al., SSD: Single Shot MultiBox Detector (2016).
/// </remarks>
public sealed class SsdDecoder : Decoder
{
    private readonly SsdForm _form;
    private readonly int _classes;
    private readonly int _numberedFrom;

    private SsdDecoder(DecoderSetup setup, string scores, string boxes, SsdForm form, int numberedFrom)
        : base(setup, new[] { scores, boxes }, setup.Outputs[scores][1])
    {
        (_form, _classes, _numberedFrom) = (form, setup.Outputs[scores][-1], numberedFrom);
        Kernels = new[]
        {
            new DecoderKernel("vision/decoders/ssd.comp", new[] { 0, 1 }, 0, CandidateCount)
            {
                Defines = ShaderDefines.None.With("ACTIVATION", (int)form.Activation).With("ENCODED", form.Anchors is not null),
                Table = form.Anchors,
                Words = new[]
                {
                    _classes, form.Background, numberedFrom, (int)form.Boxes, DecoderKernel.Bits(form.ScaleX), DecoderKernel.Bits(form.ScaleY),
                    DecoderKernel.Bits(form.Variances[0]), DecoderKernel.Bits(form.Variances[1]), DecoderKernel.Bits(form.Variances[2]),
                    DecoderKernel.Bits(form.Variances[3]),
                },
            },
        };
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises the outputs by their shapes, whatever they are called.</summary>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">
    /// The outputs are of another kind, the anchors are more or fewer than the boxes, or the labels than the classes.
    /// </exception>
    public static SsdDecoder Create(DecoderSetup setup) => Create(setup, "SSD", true, ScoreActivation.Softmax, SsdAnchors.Of);

    /// <summary>The same for a network that has its own defaults.</summary>
    /// <param name="setup">The network.</param>
    /// <param name="network">What it is called.</param>
    /// <param name="encoded">Whether its boxes are relative to anchors, usually.</param>
    /// <param name="activation">What its scores need, usually.</param>
    /// <param name="anchors">Makes its anchors: centre and size of each in 0 .. 1.</param>
    internal static SsdDecoder Create(
        DecoderSetup setup, string network, bool encoded, ScoreActivation activation, Func<DecoderSetup, float[]> anchors)
    {
        var choice = new OutputChoice(setup);
        static bool IsRows(Shape s) => (s.Rank == 3 || (s.Rank == 4 && s[2] == 1)) && s[0] == 1 && s[1] > 0;
        string? boxes = choice.Take("boxes", s => IsRows(s) && s[-1] == 4);
        string? scores = boxes is null ? null : choice.Take("scores", s => IsRows(s) && s[1] == setup.Outputs[boxes][1] && s[-1] > 0);
        if (scores is null || boxes is null)
            throw setup.Refusal(network, "scores [1, boxes, classes] and boxes [1, boxes, 4]");

        var form = new SsdForm(setup, setup.Outputs[scores][-1], encoded, activation, anchors);
        int count = setup.Outputs[boxes][1];
        if (form.Anchors is not null && form.Anchors.Length != 4 * count)
        {
            throw new ModelException(
                $"Output {boxes} {setup.Outputs[boxes]} has {count} boxes, but the decoder's parameters make {form.Anchors.Length / 4} anchors for an " +
                $"input of {setup.InputWidth} x {setup.InputHeight}. Give the sizes and strides that the network was trained with.");
        }

        int classes = setup.Outputs[scores][-1], named = form.Background < 0 ? classes : classes - 1;
        bool labelled = setup.ClassCount == classes;
        if (!labelled)
            setup.AssertClasses(named, scores);
        // Numbers above the background's move down by one unless the labels name it.
        return new SsdDecoder(setup, scores, boxes, form, form.Background < 0 || labelled ? classes : form.Background);
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        ReadOnlySpan<float> scores = outputs[0].Span, boxes = outputs[1].Span;
        for (int i = 0; i < CandidateCount; i++)
        {
            ref Candidate place = ref candidates.Items[i];
            float score = ClassScores.Best(scores, i * _classes, 1, _classes, _form.Background, _form.Activation, out int best);
            if (Skips(ref place, score, scoreThreshold))
                continue;
            ReadOnlySpan<float> raw = boxes.Slice(4 * i, 4);
            int number = best > _numberedFrom ? best - 1 : best;
            place = AreFinite(raw[0], raw[1], raw[2], raw[3]) ? new Candidate(_form.Decode(raw, i), score, number) : NotANumber;
        }
    }
}
