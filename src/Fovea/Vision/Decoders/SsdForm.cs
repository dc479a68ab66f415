using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>How a single-shot detector writes its scores and boxes, from the parameters that <see cref="SsdDecoder"/> lists.</summary>
internal sealed class SsdForm
{
    public SsdForm(DecoderSetup setup, int classes, bool encoded, ScoreActivation activation, Func<DecoderSetup, float[]> anchors)
    {
        DecoderParameters parameters = setup.Parameters;
        bool isEncoded = parameters.Flag("encoded", encoded);
        Activation = parameters.Choice("activation", activation);
        Background = parameters.Integer("background", classes > 1 ? 0 : -1, -1, classes - 1);
        if (classes == 1 && Background == 0)
            throw new ModelException("The decoder's parameter 'background' is 0, but the network has one class only: nothing would be found. Set it to -1.");
        Boxes = parameters.Choice("form", isEncoded ? BoxForm.CxCyWH : BoxForm.Xyxy);
        if (isEncoded)
        {
            if (Boxes is not BoxForm.CxCyWH and not BoxForm.CyCxHW)
                throw new ModelException($"The decoder's parameter 'form' is \"{Boxes}\"; boxes relative to anchors are \"cxcywh\" or \"cycxhw\".");
            Anchors = anchors(setup);
            Variances = parameters.Numbers("variances", new[] { 0.1, 0.1, 0.2, 0.2 }).Select(v => (float)v).ToArray();
            if (Variances.Count != 4)
                throw new ModelException($"The decoder's parameter 'variances' holds {Variances.Count} numbers; it takes four: of x, y, width and height.");
        }
        else if (!parameters.Flag("normalized", true))
        {
            (ScaleX, ScaleY) = (1f / setup.InputWidth, 1f / setup.InputHeight);
        }
    }

    public ScoreActivation Activation { get; }

    public int Background { get; }

    public BoxForm Boxes { get; }

    /// <summary>Centre and size of each anchor, in 0 .. 1; null for boxes that are decoded.</summary>
    public float[]? Anchors { get; }

    public IReadOnlyList<float> Variances { get; } = new float[] { 1, 1, 1, 1 };

    public float ScaleX { get; } = 1;

    public float ScaleY { get; } = 1;

    /// <summary>The box of one anchor.</summary>
    public Box Decode(ReadOnlySpan<float> raw, int anchor)
    {
        if (Anchors is null)
            return Decoders.Boxes.Scaled(Decoders.Boxes.Of(Boxes, raw[0], raw[1], raw[2], raw[3]), ScaleX, ScaleY);
        (float x, float y, float w, float h) = Boxes == BoxForm.CxCyWH ? (raw[0], raw[1], raw[2], raw[3]) : (raw[1], raw[0], raw[3], raw[2]);
        ReadOnlySpan<float> about = Anchors.AsSpan(4 * anchor, 4);
        return Decoders.Boxes.Around(
            about[0] + (x * Variances[0] * about[2]), about[1] + (y * Variances[1] * about[3]), MathF.Exp(w * Variances[2]) * about[2],
            MathF.Exp(h * Variances[3]) * about[3]);
    }
}
