using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Vision.Cards;
using Fovea.Vision.Decoders;

namespace Fovea.Vision;

/// <summary>How a segmentation network is fed and read.</summary>
/// <param name="Input">How pictures become its input.</param>
public sealed record SegmenterOptions(ImageInput Input) : VisionOptions(Input)
{
    /// <summary>How scores become probabilities. Which class is the most probable does not depend on it; how sure that is does.</summary>
    public ScoreActivation Activation { get; init; } = ScoreActivation.Softmax;

    /// <summary>The output that holds the scores; empty for the first.</summary>
    public string Output { get; init; } = "";

    /// <summary>Whether classes are the last dimension of the output; null to tell by the labels, or else by the smaller one.</summary>
    public bool? ChannelsLast { get; init; }

    /// <summary>
    /// For networks with one score a pixel: whether it is how much the pixel belongs to the foreground (matting), so that the map holds alpha.
    /// Else the map holds class 1 where the score is at least <see cref="ScoreThreshold"/>, and 0 elsewhere.
    /// </summary>
    public bool Soft { get; init; }

    /// <summary>The least probability of the foreground, for networks with one score a pixel.</summary>
    public float ScoreThreshold { get; init; } = 0.5f;

    /// <summary>
    /// The size of the label map in pixels: scores are interpolated before the best is taken, so that edges stay smooth. Null for the size
    /// of the network's output.
    /// </summary>
    public (int Width, int Height)? MapSize { get; init; }

    /// <summary>Whether results bring the label map to the host; its areas they always do.</summary>
    public bool KeepMap { get; init; }

    /// <summary>
    /// What a card says. Its parameters: <c>activation</c> (softmax, sigmoid, none), <c>output</c>, <c>layout</c> of the output (NCHW, NHWC),
    /// <c>soft</c>, <c>mapSize</c> (width and height).
    /// </summary>
    /// <param name="card">The card of a segmentation network.</param>
    /// <exception cref="ModelException">It has other parameters, or values that cannot be.</exception>
    public static SegmenterOptions Of(ModelCard card)
    {
        var parameters = new DecoderParameters(card.Parameters);
        IReadOnlyList<double>? size = parameters.Has("mapSize") ? parameters.Numbers("mapSize", Array.Empty<double>()) : null;
        if (size is not null && (size.Count != 2 || size.Any(s => s is not (>= 1 and <= 16384) || s != Math.Floor(s))))
            throw new ModelException("A segmentation's parameter 'mapSize' is width and height in pixels, as in [640, 480].");
        var options = new SegmenterOptions(card.Input)
        {
            Labels = card.Labels,
            Activation = parameters.Choice("activation", ScoreActivation.Softmax),
            Output = parameters.Word("output", ""),
            ChannelsLast = parameters.Word("layout", "") switch
            {
                "" => null,
                "NCHW" => false,
                "NHWC" => true,
                string other => throw new ModelException($"A segmentation's parameter 'layout' is NCHW or NHWC, not '{other}'."),
            },
            Soft = parameters.Flag("soft", false),
            ScoreThreshold = card.ScoreThreshold ?? 0.5f,
            MapSize = size is null ? null : ((int)size[0], (int)size[1]),
        };
        parameters.AssertAllAsked("Segmentation");
        return options;
    }
}
