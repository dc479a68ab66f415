using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;

namespace Fovea.Vision.Overlays;

/// <summary>
/// What a classifier says of the whole picture, at its bottom left: the most likely classes, best first, each with its probability as a bar and
/// in figures. Drawing allocates nothing.
/// </summary>
public sealed class BannerOverlay : IDisposable
{
    // A bar, a blank on both sides, and "0.84".
    private const int BarColumns = 12, ScoreColumns = 4;

    private readonly CanvasPainter _painter;
    private readonly string[] _labels;

    /// <summary>Builds the program and lettering. Do this outside the frame loop; where there are no compute shaders it works too.</summary>
    /// <param name="context">Where to draw.</param>
    /// <param name="labels">The names of the classes, in the order of their numbers; a class without a name is called by its number.</param>
    /// <param name="style">How it looks, or null for the defaults.</param>
    public BannerOverlay(GpuContext context, IReadOnlyList<string> labels, PanelStyle? style = null)
    {
        Style = style ?? new PanelStyle { NameLength = 30, TextHeight = 23 };
        _labels = labels.ToArray();
        _painter = new CanvasPainter(context, 1 + (Style.MaxRows * (Style.NameLength + ScoreColumns + 2)), "classes of the picture");
    }

    /// <summary>How it looks.</summary>
    public PanelStyle Style { get; }

    /// <summary>Draws the classes over the picture in the bound framebuffer.</summary>
    /// <param name="classes">Their numbers, best first; no more than <see cref="PanelStyle.MaxRows"/> are shown.</param>
    /// <param name="probabilities">How likely each is, 0 .. 1.</param>
    /// <param name="target">Where.</param>
    /// <param name="bottom">Rows that are left free at the picture's bottom, for what another banner takes.</param>
    /// <returns>Rows that are taken at the bottom from then on.</returns>
    /// <exception cref="ArgumentException">There are more or fewer probabilities than classes.</exception>
    public float Draw(ReadOnlySpan<int> classes, ReadOnlySpan<float> probabilities, in OverlayTarget target, float bottom = 0)
    {
        if (classes.Length != probabilities.Length)
            throw new ArgumentException($"{classes.Length} classes have {probabilities.Length} probabilities.", nameof(probabilities));

        int rows = Math.Min(classes.Length, Style.MaxRows), name = 0;
        OverlayCanvas canvas = _painter.Canvas;
        canvas.Begin(target, Style.TextHeight);
        for (int i = 0; i < rows; i++)
            name = Math.Max(name, NameLength(classes[i]));

        // In a narrow picture names are shortened.
        float pad = 5 * canvas.Unit, margin = MathF.Round(8 * target.Zoom);
        name = Math.Min(name, Math.Max(4, (int)((target.Width - (2 * (margin + pad))) / canvas.Letter) - BarColumns - ScoreColumns - 2));
        float width = ((name + BarColumns + ScoreColumns + 2) * canvas.Letter) + (2 * pad), height = (rows * canvas.Line) + (2 * pad);

        // Inside the picture, where that is large enough.
        float left = Math.Clamp(target.Picture.X + margin, 0, Math.Max(0, target.Width - margin - width));
        float top = Math.Clamp(target.Picture.Y + target.Picture.Height - bottom - margin - height, 0, Math.Max(0, target.Height - margin - height));
        (left, top) = (MathF.Round(left), MathF.Round(top));
        if (rows == 0)
            return bottom;
        canvas.Rectangle(left, top, width, height, OverlayCanvas.Panel);
        for (int i = 0; i < rows; i++)
            Row(canvas, left + pad, top + pad + (i * canvas.Line), name, classes[i], probabilities[i]);
        _painter.Draw(target);
        return bottom + margin + height;
    }

    /// <summary>Frees what it holds on the GPU.</summary>
    public void Dispose() => _painter.Dispose();

    private void Row(OverlayCanvas canvas, float x, float y, int name, int number, float probability)
    {
        if ((uint)number < (uint)_labels.Length)
            canvas.Text(x, y, 0, OverlayCanvas.White, _labels[number], name);
        else
            canvas.Number(x, y, 0, OverlayCanvas.White, number, 0);

        float bar = x + ((name + 1) * canvas.Letter), full = BarColumns * canvas.Letter, tall = 9 * canvas.Unit;
        float share = probability > 0 ? Math.Min(probability, 1) : 0;
        canvas.Rectangle(bar, y + (3 * canvas.Unit), full, tall, OverlayCanvas.Rest);
        canvas.Rectangle(bar, y + (3 * canvas.Unit), MathF.Round(full * share), tall, ClassPalette.Of(Math.Max(number, 0)).ToVector());
        canvas.Number(bar, y, BarColumns + 1 + ScoreColumns, OverlayCanvas.White, share, 2);
    }

    private int NameLength(int number) =>
        (uint)number < (uint)_labels.Length ? Math.Min(_labels[number].Length, Style.NameLength) : OverlayCanvas.LengthOf(Math.Max(number, 0));
}
