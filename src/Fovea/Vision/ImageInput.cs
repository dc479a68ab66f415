using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Vision;

/// <summary>
/// What a network wants to be fed with: how a picture becomes its input tensor. Channel c is (v - <see cref="Mean"/>[c]) *
/// <see cref="Scale"/>[c], with v in 0 .. 255.
/// </summary>
/// <param name="Fit">How the picture is brought into the input's shape.</param>
/// <param name="Color">The order of the channels.</param>
/// <param name="Mean">What is subtracted from each channel, in 0 .. 255, in the order of the channels; zeros by default.</param>
/// <param name="Scale">What each channel is multiplied with after that; 1/255 by default.</param>
/// <param name="Padding">The value of bars, 0 .. 255, before mean and scale.</param>
/// <param name="Linear">Whether the network wants linear light; else it gets sRGB-encoded values, as nearly all do.</param>
/// <param name="ChannelsLast">Whether the tensor is [N, H, W, C]; else it is [N, C, H, W].</param>
public sealed record ImageInput(
    ImageFit Fit = ImageFit.Stretch,
    ColorOrder Color = ColorOrder.Rgb,
    IReadOnlyList<float>? Mean = null,
    IReadOnlyList<float>? Scale = null,
    float Padding = 0,
    bool Linear = false,
    bool ChannelsLast = false)
{
    /// <summary>What is subtracted from each channel, in 0 .. 255, in the order of the channels.</summary>
    public IReadOnlyList<float> Mean { get; init; } = Mean ?? new float[] { 0, 0, 0 };

    /// <summary>What each channel is multiplied with after that.</summary>
    public IReadOnlyList<float> Scale { get; init; } = Scale ?? new[] { 1 / 255f, 1 / 255f, 1 / 255f };

    /// <summary>Width, height and channels of an input tensor of this kind.</summary>
    /// <exception cref="ModelException">The shape is that of no picture, or has another number of channels.</exception>
    public (int Width, int Height, int Channels) SizeOf(Shape shape)
    {
        int channels = Color == ColorOrder.Gray ? 1 : 3;
        bool fits = shape.Rank == 4 && shape[0] == 1 && shape[ChannelsLast ? 3 : 1] == channels;
        if (!fits)
        {
            throw new ModelException(
                $"The network's input is {shape}; a picture in {Color} goes into {(ChannelsLast ? $"[1, H, W, {channels}]" : $"[1, {channels}, H, W]")}.");
        }

        return ChannelsLast ? (shape[2], shape[1], channels) : (shape[3], shape[2], channels);
    }

    /// <summary>Where the input's area lies in a picture.</summary>
    /// <param name="sourceWidth">The width of the (part of the) picture, in pixels.</param>
    /// <param name="sourceHeight">Its height.</param>
    /// <param name="width">The width of the network's input.</param>
    /// <param name="height">Its height.</param>
    public ImageMapping Map(float sourceWidth, float sourceHeight, int width, int height)
    {
        if (Fit == ImageFit.Stretch)
            return new ImageMapping(sourceWidth, sourceHeight, 0, 0);
        float x = sourceWidth / width, y = sourceHeight / height;
        float ratio = Fit == ImageFit.CenterCrop ? Math.Min(x, y) : Math.Max(x, y);
        float across = ratio * width, down = ratio * height;
        return Fit == ImageFit.LetterboxTopLeft
            ? new ImageMapping(across, down, 0, 0)
            : new ImageMapping(across, down, (sourceWidth - across) / 2, (sourceHeight - down) / 2);
    }
}
