using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Models;

namespace Fovea.Vision;

/// <summary>Makes a picture of a network's output.</summary>
/// <remarks>
/// A luma output takes Cb and Cr (BT.601, full range) from the source picture at the size of the network's input, interpolated bilinearly:
/// eyes see less of colour's detail than of light's.
/// </remarks>
public sealed class ImageToImageReader : VisionReader<ImageToImageResult>
{
    private Tensor? _source;

    /// <summary>A reader for a network.</summary>
    /// <param name="options">How its output is read.</param>
    /// <param name="setup">The network.</param>
    /// <exception cref="ModelException">The output is no picture with these channels.</exception>
    public ImageToImageReader(ImageToImageOptions options, VisionSetup setup)
        : base(new[] { setup.Output(options.Output) })
    {
        Options = options;
        Channels = options.Color is ImageOutputColor.Gray or ImageOutputColor.Luma ? 1 : 3;
        Shape shape = setup.Outputs[Outputs[0]];
        bool isPicture = shape.Rank == 4 && shape[0] == 1 && (shape[1] == Channels || shape[3] == Channels) && setup.Types[Outputs[0]] == ElementType.Float;
        ChannelsLast = options.ChannelsLast ?? (isPicture && shape[1] != Channels);
        if (!isPicture || shape[ChannelsLast ? 3 : 1] != Channels)
        {
            throw new ModelException(
                $"The output of a network that makes pictures in {options.Color} is [1, {Channels}, H, W] or [1, H, W, {Channels}]; " +
                $"'{Outputs[0]}' is {shape}. Is the card's parameter 'color' right?");
        }

        (Width, Height) = ChannelsLast ? (shape[2], shape[1]) : (shape[3], shape[2]);
        (int width, int height, _) = options.Input.SizeOf(setup.Input);
        SourceShape = new Shape(1, 3, height, width);
        SourceInput = options.Input with
        {
            Color = ColorOrder.Rgb,
            Mean = new float[3],
            Scale = new[] { 1f, 1f, 1f },
            ChannelsLast = false,
        };
    }

    /// <summary>The picture's width, in pixels.</summary>
    public int Width { get; }

    /// <summary>The picture's height, in pixels.</summary>
    public int Height { get; }

    internal ImageToImageOptions Options { get; }

    internal int Channels { get; }

    internal bool ChannelsLast { get; }

    /// <summary>The source picture as luma takes its colour from it.</summary>
    internal Shape SourceShape { get; }

    internal ImageInput SourceInput { get; }

    /// <inheritdoc/>
    public override ImageToImageResult CreateResult() => new(Width, Height, Options.KeepPicture);

    /// <inheritdoc/>
    public override VisionPass CreatePass(GpuContext context) => new ImageToImagePass(this, context);

    /// <inheritdoc/>
    public override void Prepare(ReadOnlySpan<byte> rgba, int width, int height)
    {
        if (Options.Color == ImageOutputColor.Luma)
            _source = PictureToTensor.Convert(rgba, width, height, SourceInput, SourceShape, out _);
    }

    /// <inheritdoc/>
    public override void Read(IReadOnlyList<ReadOnlyMemory<float>> outputs, in VisionFrame frame, ImageToImageResult result)
    {
        ReadOnlySpan<float> values = outputs[0].Span;
        if (values.Length != Width * Height * Channels)
            throw new ArgumentException($"The picture has {Width * Height * Channels} values, not {values.Length}.", nameof(outputs));
        result.Begin(frame.Stamp, CountNonFinite(values));
        if (!Options.KeepPicture)
            return;
        Span<float> color = stackalloc float[3];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                Pixel(values, x, y, color, result.Writable.Slice(4 * ((y * Width) + x), 4));
        }
    }

    private void Pixel(ReadOnlySpan<float> values, int x, int y, Span<float> color, Span<byte> rgba)
    {
        (int channel, int pixel) = ChannelsLast ? (1, Channels) : (Width * Height, 1);
        bool bad = false;
        for (int c = 0; c < 3; c++)
        {
            float value = values[(((y * Width) + x) * pixel) + (Math.Min(c, Channels - 1) * channel)];
            bad |= !float.IsFinite(value);
            color[c] = (value * Options.Scale) + Options.Offset;
        }

        if (Options.Color == ImageOutputColor.Bgr)
            (color[0], color[2]) = (color[2], color[0]);
        if (Options.Color == ImageOutputColor.Luma && _source is not null)
            AddColor(_source.ToSingles(), x, y, color);
        if (bad)
            (color[0], color[1], color[2]) = (255, 0, 255);
        for (int c = 0; c < 3; c++)
            rgba[c] = (byte)MathF.Round(Math.Clamp(color[c], 0, 255));
        rgba[3] = 255;
    }

    // Adding the same to all primaries leaves Cb and Cr as they are, since those are differences.
    private void AddColor(ReadOnlySpan<float> source, int x, int y, Span<float> color)
    {
        int width = SourceShape[3], height = SourceShape[2];
        float u = Math.Clamp(((x + 0.5f) * width / Width) - 0.5f, 0, width - 1), v = Math.Clamp(((y + 0.5f) * height / Height) - 0.5f, 0, height - 1);
        int left = (int)u, top = (int)v, right = Math.Min(left + 1, width - 1), bottom = Math.Min(top + 1, height - 1);
        float luma = color[0];
        for (int c = 0; c < 3; c++)
        {
            ReadOnlySpan<float> plane = source.Slice(c * width * height, width * height);
            float upper = (plane[(top * width) + left] * (1 - u + left)) + (plane[(top * width) + right] * (u - left));
            float lower = (plane[(bottom * width) + left] * (1 - u + left)) + (plane[(bottom * width) + right] * (u - left));
            color[c] = (upper * (1 - v + top)) + (lower * (v - top));
        }

        float change = luma - ((0.299f * color[0]) + (0.587f * color[1]) + (0.114f * color[2]));
        for (int c = 0; c < 3; c++)
            color[c] += change;
    }
}
