using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fovea.Vision.Overlays;

/// <summary>Writes into a picture in memory, with the lettering that overlays draw on the GPU.</summary>
public static class PictureLettering
{
    /// <summary>How high a line is, as a multiple of a character's width.</summary>
    public const float LineHeight = (float)OverlayFont.LineHeight / OverlayFont.Advance;

    /// <summary>Writes a line of printable ASCII; what is outside the picture is cut off.</summary>
    /// <param name="rgba">The picture: four bytes a pixel, the top row first.</param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="text">The line; characters that the lettering lacks are question marks.</param>
    /// <param name="x">The left end, in pixels.</param>
    /// <param name="y">The top of the line, in pixels.</param>
    /// <param name="advance">Pixels from one character to the next.</param>
    /// <param name="color">Its colour.</param>
    public static void Write(Span<byte> rgba, int width, string text, float x, float y, float advance, SrgbColor color)
    {
        float unit = advance / OverlayFont.Advance;
        foreach (char c in text)
        {
            Write(rgba, width, OverlayGlyphs.Segments(OverlayGlyphs.IndexOf(c)), x, y, unit, color);
            x += advance;
        }
    }

    private static void Write(
        Span<byte> rgba, int width, List<(Vector2 From, Vector2 To)> strokes, float x, float y, float unit, SrgbColor color)
    {
        int height = rgba.Length / 4 / width;
        int right = Math.Min(width, (int)Math.Ceiling(x + (OverlayFont.Advance * unit))), bottom = Math.Min(height, (int)Math.Ceiling(y + (OverlayFont.LineHeight * unit)));
        for (int row = Math.Max(0, (int)y); row < bottom; row++)
        {
            for (int column = Math.Max(0, (int)x); column < right; column++)
            {
                // The edge is a pixel wide, whatever the size.
                float depth = unit * OverlayFont.Depth(strokes, (column + 0.5f - x) / unit, (row + 0.5f - y) / unit);
                float covered = Math.Clamp(0.5f + depth, 0, 1);
                Span<byte> pixel = rgba.Slice(4 * ((row * width) + column), 4);
                pixel[0] = Mix(pixel[0], color.Red, covered);
                pixel[1] = Mix(pixel[1], color.Green, covered);
                pixel[2] = Mix(pixel[2], color.Blue, covered);
            }
        }
    }

    private static byte Mix(byte below, byte above, float share) => (byte)MathF.Round(below + ((above - below) * share));
}
