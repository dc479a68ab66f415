using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Runtime;

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

    /// <summary>The input that takes the picture; empty for the only one there is.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// The size in pixels at which a network runs that takes any size; null for the size that the network fixes.
    /// </summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>
    /// With <see cref="ImageFit.CenterCrop"/>, the share of the largest fitting part that is seen, more than 0 up to 1: 0.875 for networks that
    /// are fed the inner 224 of 256 pixels.
    /// </summary>
    public float CropShare { get; init; } = 1;

    /// <summary>The input of a network that takes the picture.</summary>
    /// <exception cref="ModelException">There is none of that name, or others would stay empty.</exception>
    public ValueInfo PictureOf(IModelRunner runner)
    {
        string all = string.Join(", ", runner.Inputs);
        if (runner.Inputs.Count != 1)
            throw new ModelException($"One picture is fed; the network has {runner.Inputs.Count} inputs: {all}.");
        if (Name.Length > 0 && runner.Inputs[0].Name != Name)
            throw new ModelException($"The network has no input '{Name}'; it has {all}.");
        if (runner.Inputs[0].Type != ElementType.Float)
            throw new ModelException($"A picture is fed as floats; the network's input is {all}.");
        return runner.Inputs[0];
    }

    /// <summary>The shape with which a network is fed: as it declares it, with this size where it leaves that open, and a batch of 1.</summary>
    /// <exception cref="ModelException">The network fixes another size or number of channels, or leaves the size open and this does too.</exception>
    public Shape ShapeOf(ValueInfo input)
    {
        if (input.Dimensions is { } given && given.Count != 4)
            throw new ModelException($"A picture goes into four dimensions; the network's input is {input}.");
        int channels = Color == ColorOrder.Gray ? 1 : 3;
        (int height, int width, int channel) = ChannelsLast ? (1, 2, 3) : (2, 3, 1);
        int?[] wanted = new int?[4];
        (wanted[0], wanted[channel], wanted[height], wanted[width]) = (1, channels, Size?.Height, Size?.Width);
        int[] dimensions = new int[4];
        for (int i = 0; i < 4; i++)
        {
            int? declared = input.Dimensions?[i].Value;
            if (declared is { } fixedSize && wanted[i] is { } wish && wish != fixedSize)
            {
                throw new ModelException(
                    $"The network's input is {input}; a picture in {Color}{(Size is { } s ? $" of {s.Width} x {s.Height}" : "")} goes into " +
                    $"{(ChannelsLast ? $"[1, H, W, {channels}]" : $"[1, {channels}, H, W]")}.");
            }

            dimensions[i] = declared ?? wanted[i]
                ?? throw new ModelException($"The network's input is {input}: it takes pictures of any size. Say which one, as in a card's \"size\": [640, 480].");
        }

        return new Shape(dimensions);
    }

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
        float ratio = Fit == ImageFit.CenterCrop ? Math.Min(x, y) * CropShare : Math.Max(x, y);
        float across = ratio * width, down = ratio * height;
        return Fit == ImageFit.LetterboxTopLeft
            ? new ImageMapping(across, down, 0, 0)
            : new ImageMapping(across, down, (sourceWidth - across) / 2, (sourceHeight - down) / 2);
    }
}
