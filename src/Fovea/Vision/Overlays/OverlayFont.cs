using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Gpu;

namespace Fovea.Vision.Overlays;

/// <summary>
/// The lettering as a texture of signed distances, so that it is sharp at every size: sixteen characters a row, each in a cell of
/// <see cref="Advance"/> x <see cref="LineHeight"/> units.
/// </summary>
internal static class OverlayFont
{
    /// <summary>Units from one character to the next.</summary>
    public const int Advance = 8;

    /// <summary>Units of a line: above the capitals 2, capitals 9, below the base line 4.</summary>
    public const int LineHeight = 15;

    /// <summary>The most characters of a category's name.</summary>
    public const int LongestName = 40;

    /// <summary>Texels across a unit.</summary>
    private const int Texels = 3;

    private const int Columns = 16;
    private const int Rows = 6;
    private const float Top = 2;
    private const float HalfStroke = 0.62f;

    // Distances from -1.5 to 1.5 units fill a byte; glyph.glsl knows this span.
    private const float Span = 3;

    private static readonly Lazy<byte[]> Pixels = new(Render);

    public static GpuTexture CreateAtlas(GpuContext context)
    {
        var texture = new GpuTexture(context, Columns * Advance * Texels, Rows * LineHeight * Texels, GpuTextureFormat.R8, "lettering");
        texture.Upload<byte>(Pixels.Value);
        return texture;
    }

    /// <summary>A table of names: row i has the length of name i and then the numbers of its glyphs.</summary>
    public static GpuTexture CreateNames(GpuContext context, IReadOnlyList<string> names)
    {
        const int longest = LongestName;
        int rows = Math.Max(1, Math.Min(names.Count, context.Limits.MaxTextureSize));
        var texture = new GpuTexture(context, longest + 1, rows, GpuTextureFormat.R8, "category names");
        var bytes = new byte[(longest + 1) * rows];
        for (int row = 0; row < Math.Min(rows, names.Count); row++)
        {
            string name = names[row];
            int length = Math.Min(name.Length, longest);
            bytes[row * (longest + 1)] = (byte)length;
            for (int i = 0; i < length; i++)
                bytes[(row * (longest + 1)) + 1 + i] = (byte)OverlayGlyphs.IndexOf(i == longest - 1 && name.Length > longest ? '.' : name[i]);
        }

        texture.Upload<byte>(bytes);
        return texture;
    }

    /// <summary>How far inside a glyph's strokes a place of its cell is; negative outside. All in units.</summary>
    public static float Depth(List<(Vector2 From, Vector2 To)> segments, float x, float y)
    {
        var at = new Vector2(x - (Advance / 2f), y - Top);
        float distance = float.MaxValue;
        foreach ((Vector2 from, Vector2 to) in segments)
            distance = Math.Min(distance, Distance(at, from, to));
        return HalfStroke - distance;
    }

    private static byte[] Render()
    {
        const int cellWidth = Advance * Texels, cellHeight = LineHeight * Texels, stride = Columns * cellWidth;
        var bytes = new byte[stride * Rows * cellHeight];
        for (int glyph = 0; glyph < OverlayGlyphs.Count; glyph++)
        {
            List<(Vector2 From, Vector2 To)> segments = OverlayGlyphs.Segments(glyph);
            int left = glyph % Columns * cellWidth, top = glyph / Columns * cellHeight;
            for (int i = 0; i < cellWidth * cellHeight; i++)
            {
                int x = i % cellWidth, y = i / cellWidth;
                float value = 0.5f + (Depth(segments, (x + 0.5f) / Texels, (y + 0.5f) / Texels) / Span);
                bytes[((top + y) * stride) + left + x] = (byte)MathF.Round(255 * Math.Clamp(value, 0, 1));
            }
        }

        return bytes;
    }

    private static float Distance(Vector2 at, Vector2 from, Vector2 to)
    {
        Vector2 line = to - from;
        float length = line.LengthSquared();
        float t = length > 0 ? Math.Clamp(Vector2.Dot(at - from, line) / length, 0, 1) : 0;
        return Vector2.Distance(at, from + (t * line));
    }
}
