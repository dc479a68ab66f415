using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Player.Explanation;
using Fovea.Training.Data.Views;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Viewing;

/// <summary>Draws the labels of a dataset's picture into it, on the processor: pictures are looked at one at a time.</summary>
internal static class ViewPainter
{
    private const float MaskOpacity = 0.45f;

    /// <summary>Draws.</summary>
    /// <param name="frame">The picture and its labels.</param>
    /// <param name="classes">The dataset's classes.</param>
    /// <param name="settings">What is drawn.</param>
    /// <param name="zoom">How many pixels a pixel of the picture becomes, from 1: lines and names keep their size in a small picture that is enlarged.</param>
    public static PictureSketch Paint(ViewFrame frame, IReadOnlyList<ViewClass> classes, ViewSettings settings, int zoom = 1)
    {
        int width = frame.Picture.Width * zoom, height = frame.Picture.Height * zoom;
        var sketch = new PictureSketch(width, height, default);
        Enlarge(frame.Picture.Rgba, frame.Picture.Width, sketch.Rgba, width, zoom);
        if (settings.Masks && frame.Mask is not null)
            PaintMask(sketch, frame.Mask, classes, zoom);
        float line = Math.Clamp(width / 420f, 1, 3);
        if (settings.Boxes)
        {
            foreach (ViewObject o in frame.Objects)
                PaintBox(sketch, o, ColorOf(classes, o.Class), line, zoom);
        }

        if (settings.Labels)
            PaintLabels(sketch, frame.Objects, classes, zoom);
        return sketch;
    }

    /// <summary>The colour of a class: the dataset's own, or that of the palette.</summary>
    public static SrgbColor ColorOf(IReadOnlyList<ViewClass> classes, int place) => SrgbColor.Of(classes[place].Color ?? Rgb(ClassPalette.Of(place)));

    private static int Rgb(SrgbColor color) => (color.Red << 16) | (color.Green << 8) | color.Blue;

    private static void Enlarge(ReadOnlySpan<byte> from, int fromWidth, Span<byte> to, int width, int zoom)
    {
        for (int at = 0; at < to.Length / 4; at++)
            from.Slice(4 * (((at / width / zoom) * fromWidth) + (at % width / zoom)), 4).CopyTo(to[(4 * at)..]);
    }

    private static void PaintMask(PictureSketch sketch, ViewMask mask, IReadOnlyList<ViewClass> classes, int zoom)
    {
        SrgbColor[] colors = classes.Select((_, i) => ColorOf(classes, i)).ToArray();
        Span<byte> rgba = sketch.Rgba;
        for (int y = 0; y < sketch.Height; y++)
        {
            for (int x = 0; x < sketch.Width; x++)
            {
                int at = (y / zoom * mask.Width) + (x / zoom);
                if (mask.Classes[at] < 0)
                    continue;
                // Where another object or class begins to the right or below, the colour is full.
                bool isEdge = ((x + 1) % zoom == 0 && x + 1 < sketch.Width && Differs(at, at + 1)) || ((y + 1) % zoom == 0 && y + 1 < sketch.Height && Differs(at, at + mask.Width));
                Blend(rgba.Slice(4 * ((y * sketch.Width) + x), 4), colors[mask.Classes[at]], isEdge ? 1 : MaskOpacity);
            }
        }

        bool Differs(int a, int b) => mask.Objects[a] != mask.Objects[b] || mask.Classes[a] != mask.Classes[b];
    }

    private static void PaintBox(PictureSketch sketch, ViewObject o, SrgbColor color, float line, int zoom)
    {
        Box box = o.Box;
        float left = MathF.Floor(box.X * zoom), top = MathF.Floor(box.Y * zoom), right = MathF.Ceiling((box.X + box.Width) * zoom), bottom = MathF.Ceiling((box.Y + box.Height) * zoom);
        // On the box's own outermost pixels; a line of the other lightness around it keeps dark boxes visible on dark ground.
        PaintFrame(sketch, left - 1, top - 1, right + 1, bottom + 1, 1, color.Ink);
        PaintFrame(sketch, left, top, right, bottom, MathF.Round(line), color);
        foreach (Vector2 point in o.Points)
        {
            Vector2 at = point * zoom;
            sketch.Line(at.X, at.Y, at.X, at.Y, (3 * line) + 2, color.Ink);
            sketch.Line(at.X, at.Y, at.X, at.Y, 3 * line, color);
        }
    }

    private static void PaintFrame(PictureSketch sketch, float left, float top, float right, float bottom, float width, SrgbColor color)
    {
        sketch.Rectangle(left, top, right - left, width, color);
        sketch.Rectangle(left, bottom - width, right - left, width, color);
        sketch.Rectangle(left, top, width, bottom - top, color);
        sketch.Rectangle(right - width, top, width, bottom - top, color);
    }

    // Names of large objects first; one that would cover another is left out.
    private static void PaintLabels(PictureSketch sketch, IReadOnlyList<ViewObject> objects, IReadOnlyList<ViewClass> classes, int zoom)
    {
        float size = Math.Clamp(sketch.Height / 30f, 11, 26), height = size * Sketch.Advance * PictureLettering.LineHeight;
        var taken = new List<(float Left, float Top, float Right)>();
        foreach (ViewObject o in objects.OrderByDescending(o => o.Box.Width * o.Box.Height))
        {
            string name = classes[o.Class].Name;
            float width = (name.Length * size * Sketch.Advance) + 4, x = Math.Clamp(o.Box.X * zoom, 0, Math.Max(0, sketch.Width - width));
            float y = (o.Box.Y * zoom) - height - 1;
            if (y < 0)
                y = Math.Min(o.Box.Y * zoom, sketch.Height - height);
            if (taken.Exists(t => x < t.Right && t.Left < x + width && Math.Abs(y - t.Top) < height))
                continue;
            taken.Add((x, y, x + width));
            SrgbColor color = ColorOf(classes, o.Class);
            sketch.Rectangle(x, y, width, height, color);
            sketch.Text(x + 2, y + (height / 2), size, name, color.Ink);
        }
    }

    private static void Blend(Span<byte> pixel, SrgbColor color, float share)
    {
        pixel[0] = (byte)MathF.Round(pixel[0] + ((color.Red - pixel[0]) * share));
        pixel[1] = (byte)MathF.Round(pixel[1] + ((color.Green - pixel[1]) * share));
        pixel[2] = (byte)MathF.Round(pixel[2] + ((color.Blue - pixel[2]) * share));
    }
}
