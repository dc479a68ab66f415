using System;
using Fovea.Models;

namespace Fovea.Vision;

/// <summary>
/// The plain form of <see cref="TextureToTensor"/>, for pictures in the host's memory: what runs where there are no compute shaders.
/// </summary>
public static class PictureToTensor
{
    /// <summary>Makes a network's input tensor of a picture.</summary>
    /// <param name="rgba">The upright picture, sRGB-encoded: four bytes a pixel, the top row first.</param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="input">What the network wants.</param>
    /// <param name="shape">The shape of the network's input.</param>
    /// <param name="mapping">Where the input's area lies in the picture.</param>
    /// <exception cref="ArgumentException">There are fewer bytes than the picture has.</exception>
    /// <exception cref="ModelException">The shape is not that of such a picture.</exception>
    public static Tensor Convert(ReadOnlySpan<byte> rgba, int width, int height, ImageInput input, Shape shape, out ImageMapping mapping)
    {
        if (rgba.Length < 4L * width * height)
            throw new ArgumentException($"A picture of {width} x {height} takes {4L * width * height} bytes; {rgba.Length} were given.", nameof(rgba));
        (int columns, int rows, int channels) = input.SizeOf(shape);
        mapping = input.Map(width, height, columns, rows);
        var sampling = new ImageSampling(mapping, 0, ImageOrigin.TopLeft, width, height, columns, rows);
        var values = new float[shape.Count];
        Span<float> color = stackalloc float[3];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                float covered = Average(rgba, width, height, sampling, x / (double)columns, y / (double)rows, 1.0 / columns, 1.0 / rows, color);
                Store(values, input, color, covered, x, y, columns, rows, channels);
            }
        }

        return Tensor.Of<float>(shape, values);
    }

    // The mean colour of one input pixel, 0 .. 1, and the share of it that is picture. In double precision, so that a picture of the input's
    // own size becomes exactly its pixels.
    private static float Average(
        ReadOnlySpan<byte> rgba, int width, int height, in ImageSampling sampling, double left, double top, double across, double down, Span<float> color)
    {
        color.Clear();
        int inside = 0;
        for (int j = 0; j < sampling.TapsY; j++)
        {
            for (int i = 0; i < sampling.TapsX; i++)
            {
                double u = sampling.X0 + (left + (i + 0.5) / sampling.TapsX * across) * sampling.XU;
                double v = sampling.Y0 + (top + (j + 0.5) / sampling.TapsY * down) * sampling.YV;
                if (u is < 0 or > 1 || v is < 0 or > 1)
                    continue;
                Bilinear(rgba, width, height, u * width - 0.5, v * height - 0.5, color);
                inside++;
            }
        }

        for (int c = 0; c < 3; c++)
            color[c] /= Math.Max(inside, 1);
        return inside / (float)(sampling.TapsX * sampling.TapsY);
    }

    private static void Bilinear(ReadOnlySpan<byte> rgba, int width, int height, double x, double y, Span<float> sum)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        float fx = (float)(x - left), fy = (float)(y - top);
        int x0 = Math.Clamp(left, 0, width - 1), x1 = Math.Clamp(left + 1, 0, width - 1);
        int y0 = Math.Clamp(top, 0, height - 1), y1 = Math.Clamp(top + 1, 0, height - 1);
        for (int c = 0; c < 3; c++)
        {
            float upper = rgba[4 * (y0 * width + x0) + c] * (1 - fx) + rgba[4 * (y0 * width + x1) + c] * fx;
            float lower = rgba[4 * (y1 * width + x0) + c] * (1 - fx) + rgba[4 * (y1 * width + x1) + c] * fx;
            sum[c] += (upper * (1 - fy) + lower * fy) / 255;
        }
    }

    private static void Store(float[] values, ImageInput input, Span<float> color, float covered, int x, int y, int columns, int rows, int channels)
    {
        for (int c = 0; c < 3; c++)
        {
            float v = 255 * (input.Linear ? Decode(color[c]) : color[c]);
            color[c] = input.Padding + (v - input.Padding) * covered;
        }

        if (input.Color == ColorOrder.Bgr)
            (color[0], color[2]) = (color[2], color[0]);
        if (input.Color == ColorOrder.Gray)
            color[0] = 0.299f * color[0] + 0.587f * color[1] + 0.114f * color[2];
        for (int c = 0; c < channels; c++)
        {
            int at = input.ChannelsLast ? (y * columns + x) * channels + c : (c * rows + y) * columns + x;
            values[at] = (color[c] - input.Mean[c]) * input.Scale[c];
        }
    }

    // IEC 61966-2-1.
    private static float Decode(float v) => v <= 0.04045f ? v / 12.92f : (float)Math.Pow((v + 0.055) / 1.055, 2.4);
}
