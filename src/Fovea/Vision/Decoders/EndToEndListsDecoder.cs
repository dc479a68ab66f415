using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>Networks that suppress overlapping boxes themselves and give boxes, scores and classes in lists of their own, and how many count.</summary>
/// <remarks>
/// As TensorFlow's detection graphs do: boxes [1, N, 4], classes [1, N], scores [1, N], their count [1]; without a count all N are read; and
/// without the 1 in front, as torchvision's do. Classes and count may be integers. Parameters: <c>form</c> (yxyx), of the boxes;
/// <c>normalized</c> (true): whether they are in 0 .. 1, not in pixels of the input; <c>firstClass</c> (0): the number that the network gives to the class of the first label; <c>boxes</c>, <c>classes</c>, <c>scores</c> and
/// <c>count</c>, the names of the outputs. Scores and classes have one shape: unless they are named, the one whose name holds "score"
/// is that, and else classes come before scores, as in TensorFlow.
/// </remarks>
public sealed class EndToEndListsDecoder : Decoder
{
    private readonly BoxForm _form;
    private readonly int _firstClass;
    private readonly bool _counted;
    private readonly float _scaleX = 1;
    private readonly float _scaleY = 1;

    private EndToEndListsDecoder(DecoderSetup setup, string[] outputs)
        : base(setup, outputs, setup.Outputs[outputs[0]][-2])
    {
        _counted = outputs.Length == 4;
        _form = setup.Parameters.Choice("form", BoxForm.Yxyx);
        _firstClass = setup.Parameters.Integer("firstClass", 0);
        if (!setup.Parameters.Flag("normalized", true))
            (_scaleX, _scaleY) = (1f / setup.InputWidth, 1f / setup.InputHeight);

        // Four inputs and the candidates are more buffers than OpenGL ES 3.1 promises: boxes are written apart from scores and classes.
        Kernels = new[] { 0, 2 }.Select(other => new DecoderKernel(
            "vision/decoders/end_to_end_lists.comp", _counted ? new[] { 1, other, 3 } : new[] { 1, other }, 0, CandidateCount)
        {
            Defines = ShaderDefines.None.With("BOXES", other == 0).With("COUNTED", _counted),
            Words = new[] { (int)_form, _firstClass, DecoderKernel.Bits(_scaleX), DecoderKernel.Bits(_scaleY) },
        }).ToArray();
    }

    /// <inheritdoc/>
    public override bool HasSuppressed => true;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<DecoderKernel> Kernels { get; }

    /// <summary>Recognises the lists by their shapes; null when the outputs are of another kind.</summary>
    /// <param name="setup">The network.</param>
    public static EndToEndListsDecoder? TryCreate(DecoderSetup setup)
    {
        var choice = new OutputChoice(setup);
        if (choice.Take("boxes", s => (s.Rank == 2 || (s.Rank == 3 && s[0] == 1)) && s[-2] > 0 && s[-1] == 4) is not { } boxes)
            return null;
        int count = setup.Outputs[boxes][-2];
        bool IsList(Shape s) => (s.Rank == 1 || (s.Rank == 2 && s[0] == 1)) && s[-1] == count;
        string? scores = choice.Take("scores", IsList, OutputTie.Last, "score");
        string? classes = choice.Take("classes", IsList);
        if (classes is null || scores is null)
            return null;
        string? counted = choice.Take("count", s => s.Count == 1);
        return new EndToEndListsDecoder(setup, counted is null ? new[] { boxes, scores, classes } : new[] { boxes, scores, classes, counted });
    }

    /// <inheritdoc/>
    protected override void Propose(IReadOnlyList<ReadOnlyMemory<float>> outputs, float scoreThreshold, CandidateList candidates)
    {
        ReadOnlySpan<float> boxes = outputs[0].Span, scores = outputs[1].Span, classes = outputs[2].Span;
        float count = _counted ? outputs[3].Span[0] : CandidateCount;
        for (int i = 0; i < CandidateCount; i++)
        {
            ref Candidate place = ref candidates.Items[i];
            if (!(i < count))
            {
                place = default;
                continue;
            }

            if (Skips(ref place, scores[i], scoreThreshold))
                continue;
            float kind = MathF.Floor(classes[i] + 0.5f) - _firstClass;
            ReadOnlySpan<float> box = boxes.Slice(4 * i, 4);
            place = kind - kind == 0
                ? new Candidate(Boxes.Scaled(Boxes.Of(_form, box[0], box[1], box[2], box[3]), _scaleX, _scaleY), scores[i], (int)kind)
                : NotANumber;
        }
    }
}
