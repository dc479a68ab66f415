using System;
using Fovea.Models;
using Fovea.Vision.Cards;
using Fovea.Vision.Decoders;

namespace Fovea.Vision;

/// <summary>How a network is fed and read whose output is a picture: style transfer, super-resolution, low light.</summary>
/// <param name="Input">How pictures become its input.</param>
public sealed record ImageToImageOptions(ImageInput Input) : VisionOptions(Input)
{
    /// <summary>What the output's channels are.</summary>
    public ImageOutputColor Color { get; init; }

    /// <summary>What the output is multiplied with to be in 0 .. 255: 255 for networks that give 0 .. 1.</summary>
    public float Scale { get; init; } = 255;

    /// <summary>What is added after that.</summary>
    public float Offset { get; init; }

    /// <summary>The output that holds the picture; empty for the first.</summary>
    public string Output { get; init; } = "";

    /// <summary>Whether channels are the output's last dimension; null to tell by its shape.</summary>
    public bool? ChannelsLast { get; init; }

    /// <summary>Whether results bring the picture to the host.</summary>
    public bool KeepPicture { get; init; }

    /// <summary>
    /// What a card says. Its parameters: <c>color</c> of the output (rgb, bgr, gray, luma), <c>scale</c>, <c>offset</c>, <c>output</c>,
    /// <c>layout</c> of the output (NCHW, NHWC).
    /// </summary>
    /// <param name="card">The card of such a network.</param>
    /// <exception cref="ModelException">It has other parameters, or values that cannot be.</exception>
    public static ImageToImageOptions Of(ModelCard card)
    {
        var parameters = new DecoderParameters(card.Parameters);
        string layout = parameters.Word("layout", "");
        if (layout is not ("" or "NCHW" or "NHWC"))
            throw new ModelException($"An output's parameter 'layout' is NCHW or NHWC, not '{layout}'.");
        var options = new ImageToImageOptions(card.Input)
        {
            Labels = card.Labels,
            Color = parameters.Choice("color", ImageOutputColor.Rgb),
            Scale = (float)parameters.Number("scale", 255),
            Offset = (float)parameters.Number("offset", 0),
            Output = parameters.Word("output", ""),
            ChannelsLast = layout.Length == 0 ? null : layout == "NHWC",
        };
        parameters.AssertAllAsked("ImageToImage");
        return options;
    }
}
