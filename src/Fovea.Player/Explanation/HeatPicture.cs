using System;
using System.Globalization;
using Fovea.Capture;
using Fovea.Player.Output;
using Fovea.Vision;
using Fovea.Vision.Explain;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Explanation;

/// <summary>A heat map over the picture that it explains, with a legend below.</summary>
internal static class HeatPicture
{
    // Large enough to be looked at, and small enough to be sent.
    private const int LongSide = 960, ShortestWidth = 480, Strip = 64, Margin = 12, Bar = 14;
    private const float Size = 15;

    // So much of the colour is heat; the rest is the picture in grey.
    private const float Opacity = 0.62f;

    private static readonly SrgbColor Dark = new(20, 22, 26), Light = new(232, 234, 238), Faint = new(160, 166, 176);

    /// <summary>Draws.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="map">How much each part counts. Values of zero and below have the lowest colour.</param>
    /// <param name="mapping">Where the network's input lies in the picture.</param>
    /// <param name="box">A box to be outlined, in pixels of the picture; null for none.</param>
    /// <param name="title">What is explained.</param>
    /// <param name="unit">What the values are.</param>
    public static PictureSketch Draw(Picture picture, HeatMap map, ImageMapping mapping, Box? box, string title, string unit)
    {
        float zoom = Math.Max((float)ShortestWidth / picture.Width, Math.Min(1, (float)LongSide / Math.Max(picture.Width, picture.Height)));
        int width = (int)MathF.Round(picture.Width * zoom), height = Math.Max(1, (int)MathF.Round(picture.Height * zoom));
        var sketch = new PictureSketch(width, height + Strip, Dark);
        float most = Math.Max(map.Most, 0);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float sx = (x + 0.5f) / zoom, sy = (y + 0.5f) / zoom, grey = Luma(picture, sx, sy);
                float u = (sx - mapping.OffsetX) / mapping.ScaleX, v = (sy - mapping.OffsetY) / mapping.ScaleY;
                // What the network did not see is dark and without colour.
                bool seen = u is >= 0 and <= 1 && v is >= 0 and <= 1;
                SrgbColor heat = seen ? HeatColors.Of(most > 0 ? map.At(u, v) / most : 0) : SrgbColor.Black;
                sketch.Set(x, y, new SrgbColor(Mix(grey, heat.Red), Mix(grey, heat.Green), Mix(grey, heat.Blue)));
            }
        }

        if (box is { } b)
            Outline(sketch, b.X * zoom, b.Y * zoom, b.Width * zoom, b.Height * zoom);
        Legend(sketch, height, most, title, unit);
        return sketch;
    }

    private static void Legend(PictureSketch sketch, int top, float most, string title, string unit)
    {
        int characters = Math.Max(8, (int)((sketch.Width - (2 * Margin)) / (Size * Sketch.Advance)));
        sketch.Text(Margin, top + 18, Size, Cut(title, characters), Light);
        string low = "0", high = most.ToString("0.###", CultureInfo.InvariantCulture);
        int wide = Math.Min(220, sketch.Width / 3);
        float at = MathF.Round(Margin + ((low.Length + 1) * Size * Sketch.Advance));
        sketch.Text(Margin, top + 44, Size, low, Light);
        for (int i = 0; i < wide; i++)
            sketch.Rectangle(at + i, top + 44 - (Bar / 2), 1, Bar, HeatColors.Of(i / (wide - 1f)));
        at += wide + (Size * Sketch.Advance);
        sketch.Text(at, top + 44, Size, high, Light);
        at += (high.Length + 1) * Size * Sketch.Advance;
        sketch.Text(at, top + 44, Size, Cut(unit, (int)((sketch.Width - Margin - at) / (Size * Sketch.Advance))), Faint);
    }

    private static void Outline(PictureSketch sketch, float x, float y, float width, float height)
    {
        foreach ((float thick, SrgbColor color) in new[] { (5f, SrgbColor.Black), (2.5f, SrgbColor.White) })
        {
            sketch.Line(x, y, x + width, y, thick, color);
            sketch.Line(x + width, y, x + width, y + height, thick, color);
            sketch.Line(x + width, y + height, x, y + height, thick, color);
            sketch.Line(x, y + height, x, y, thick, color);
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : length < 4 ? "" : text[..(length - 3)] + "...";

    private static byte Mix(float grey, byte heat) => (byte)MathF.Round((grey * (1 - Opacity)) + (heat * Opacity));

    private static float Luma(Picture picture, float x, float y)
    {
        int column = Math.Clamp((int)x, 0, picture.Width - 1), row = Math.Clamp((int)y, 0, picture.Height - 1);
        ReadOnlySpan<byte> pixel = picture.Rgba.Slice(4 * ((row * picture.Width) + column), 4);
        return (0.299f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]);
    }
}
