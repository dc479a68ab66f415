using System;
using System.IO;
using Fovea.Capture;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Explanation;

/// <summary>Draws into pixels.</summary>
internal sealed class PictureSketch : Sketch
{
    private readonly byte[] _rgba;

    public PictureSketch(int width, int height, SrgbColor background)
    {
        (Width, Height) = (width, height);
        _rgba = new byte[4 * width * height];
        Rectangle(0, 0, width, height, background);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The pixels: four bytes each, the top row first.</summary>
    public Span<byte> Rgba => _rgba;

    /// <summary>Sets a pixel.</summary>
    public void Set(int x, int y, SrgbColor color) => Blend(x, y, color, 1);

    public override void Rectangle(float x, float y, float width, float height, SrgbColor color)
    {
        for (int row = Math.Max(0, (int)y); row < Math.Min(Height, (int)MathF.Ceiling(y + height)); row++)
        {
            float down = Math.Min(row + 1, y + height) - Math.Max(row, y);
            for (int column = Math.Max(0, (int)x); column < Math.Min(Width, (int)MathF.Ceiling(x + width)); column++)
                Blend(column, row, color, down * (Math.Min(column + 1, x + width) - Math.Max(column, x)));
        }
    }

    public override void Line(float x0, float y0, float x1, float y1, float width, SrgbColor color)
    {
        float dx = x1 - x0, dy = y1 - y0, length = (dx * dx) + (dy * dy), reach = (width / 2) + 1;
        for (int row = Math.Max(0, (int)(Math.Min(y0, y1) - reach)); row < Math.Min(Height, (int)MathF.Ceiling(Math.Max(y0, y1) + reach)); row++)
        {
            for (int column = Math.Max(0, (int)(Math.Min(x0, x1) - reach)); column < Math.Min(Width, (int)MathF.Ceiling(Math.Max(x0, x1) + reach)); column++)
            {
                float px = column + 0.5f - x0, py = row + 0.5f - y0;
                float t = length > 0 ? Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1) : 0;
                float away = MathF.Sqrt(((px - (t * dx)) * (px - (t * dx))) + ((py - (t * dy)) * (py - (t * dy))));
                Blend(column, row, color, Math.Clamp((width / 2) + 0.5f - away, 0, 1));
            }
        }
    }

    public override void Text(float x, float y, float size, string text, SrgbColor color, bool right = false)
    {
        float advance = size * Advance;
        PictureLettering.Write(_rgba, Width, text, right ? x - (advance * text.Length) : x, y - (advance * PictureLettering.LineHeight / 2), advance, color);
    }

    /// <summary>Writes it as a PNG.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public void Save(string path) => Picture.SavePng(path, Width, Height, _rgba);

    private void Blend(int x, int y, SrgbColor color, float share)
    {
        Span<byte> pixel = _rgba.AsSpan(4 * ((y * Width) + x), 4);
        pixel[0] = Mix(pixel[0], color.Red, share);
        pixel[1] = Mix(pixel[1], color.Green, share);
        pixel[2] = Mix(pixel[2], color.Blue, share);
        pixel[3] = 255;
    }

    private static byte Mix(byte below, byte above, float share) => (byte)MathF.Round(below + ((above - below) * share));
}
