using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Vision.Tracking;

namespace Fovea.Vision.Overlays;

/// <summary>
/// Tells which colour is which class, in the top right: for the classes that are in the picture, with how many there are of each, or how
/// much of the picture they cover. Drawing allocates nothing.
/// </summary>
public sealed class LegendOverlay : IDisposable
{
    // Behind the name: a blank, and "100.0%".
    private const int ValueColumns = 7;

    private readonly CanvasPainter _painter;
    private readonly string[] _categories;
    private readonly float[] _values;

    /// <summary>Builds the program and lettering. Do this outside the frame loop; where there are no compute shaders it works too.</summary>
    /// <param name="context">Where to draw.</param>
    /// <param name="categories">The names of the classes, in the order of their numbers.</param>
    /// <param name="style">How it looks, or null for the defaults.</param>
    public LegendOverlay(GpuContext context, IReadOnlyList<string> categories, PanelStyle? style = null)
    {
        Style = style ?? new PanelStyle();
        _categories = categories.ToArray();
        _values = new float[_categories.Length];
        _painter = new CanvasPainter(context, 1 + ((Style.MaxRows + 1) * (Style.NameLength + ValueColumns + 2)), "legend");
    }

    /// <summary>How it looks.</summary>
    public PanelStyle Style { get; }

    /// <summary>Draws the classes of detections, and how many there are of each.</summary>
    /// <param name="detections">What was found.</param>
    /// <param name="target">Where; the picture's place does not matter.</param>
    /// <param name="top">Rows that are left free at the top, for what another legend takes.</param>
    /// <returns>Rows that are taken at the top from then on.</returns>
    public float Draw(DetectionResult detections, in OverlayTarget target, float top = 0)
    {
        Array.Clear(_values, 0, _values.Length);
        for (int i = 0; i < detections.Count; i++)
            Count(detections[i].Class);
        return Draw(target, top, least: 1, scale: 1, decimals: 0, unit: "");
    }

    /// <summary>Draws the classes of tracks that were seen in the latest frame, and how many there are of each.</summary>
    /// <param name="tracker">What is followed.</param>
    /// <param name="target">Where; the picture's place does not matter.</param>
    /// <param name="top">Rows that are left free at the top, for what another legend takes.</param>
    /// <returns>Rows that are taken at the top from then on.</returns>
    public float Draw(Tracker tracker, in OverlayTarget target, float top = 0)
    {
        Array.Clear(_values, 0, _values.Length);
        for (int i = 0; i < tracker.Count; i++)
        {
            Track track = tracker[i];
            if (track.State == TrackState.Tracked)
                Count(track.Class);
        }

        return Draw(target, top, least: 1, scale: 1, decimals: 0, unit: "");
    }

    /// <summary>Draws the classes of a label map, and which share of the picture they cover.</summary>
    /// <param name="shares">The share of each class, 0 .. 1, in the order of their numbers; classes without a name are left out.</param>
    /// <param name="target">Where; the picture's place does not matter.</param>
    /// <param name="background">A class that gets no line, since it is not drawn either; null for none.</param>
    /// <param name="top">Rows that are left free at the top, for what another legend takes.</param>
    /// <returns>Rows that are taken at the top from then on.</returns>
    public float DrawShares(ReadOnlySpan<float> shares, in OverlayTarget target, int? background = null, float top = 0)
    {
        Array.Clear(_values, 0, _values.Length);
        shares.Slice(0, Math.Min(shares.Length, _values.Length)).CopyTo(_values);
        if (background is { } hidden && (uint)hidden < (uint)_values.Length)
            _values[hidden] = 0;
        return Draw(target, top, Style.LeastShare, scale: 100, decimals: 1, unit: "%");
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose() => _painter.Dispose();

    private void Count(int number)
    {
        if ((uint)number < (uint)_values.Length)
            _values[number]++;
    }

    private float Draw(in OverlayTarget target, float top, float least, float scale, int decimals, string unit)
    {
        OverlayCanvas canvas = _painter.Canvas;
        canvas.Begin(target, Style.TextHeight);
        int rows = 0, name = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            if (!(_values[i] >= least))
                continue;

            rows++;
            name = Math.Max(name, Math.Min(_categories[i].Length, Style.NameLength));
        }

        if (rows == 0)
            return top;
        top = Layout(canvas, target, top, least, scale, decimals, unit, rows, name);
        _painter.Draw(target);
        return top;
    }

    // In the order of their numbers, so that a line stays where it is while its value changes.
    private float Layout(
        OverlayCanvas canvas, in OverlayTarget target, float top, float least, float scale, int decimals, string unit, int rows, int name)
    {
        // In a narrow picture names are shortened.
        float pad = 5 * canvas.Unit, margin = MathF.Round(8 * target.Zoom);
        name = Math.Min(name, Math.Max(4, (int)((target.Width - (2 * (margin + pad))) / canvas.Letter) - 2 - ValueColumns));
        int shown = Math.Min(rows, Style.MaxRows), columns = 2 + name + ValueColumns;
        float width = (columns * canvas.Letter) + (2 * pad);
        float left = target.Width - margin - width, x = left + pad, y = top + margin + pad;
        float height = ((shown + (rows > shown ? 1 : 0)) * canvas.Line) + (2 * pad);
        canvas.Rectangle(left, top + margin, width, height, OverlayCanvas.Panel);
        for (int i = 0, row = 0; i < _values.Length && row < shown; i++)
        {
            if (!(_values[i] >= least))
                continue;

            canvas.Rectangle(x, y + (3 * canvas.Unit), 10 * canvas.Unit, 9 * canvas.Unit, ClassPalette.Of(i).ToVector());
            canvas.Text(x, y, 2, OverlayCanvas.White, _categories[i], name);
            int end = canvas.Number(x, y, columns - unit.Length, OverlayCanvas.White, _values[i] * scale, decimals);
            canvas.Text(x, y, end, OverlayCanvas.White, unit);
            y += canvas.Line;
            row++;
        }

        if (rows > shown)
        {
            canvas.Text(x, y, 2, OverlayCanvas.White, "and more:");
            canvas.Number(x, y, columns - unit.Length, OverlayCanvas.White, rows - shown, 0);
        }

        return top + margin + height;
    }
}
