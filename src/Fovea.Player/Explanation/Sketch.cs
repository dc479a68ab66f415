using Fovea.Vision.Overlays;

namespace Fovea.Player.Explanation;

/// <summary>What a chart is drawn on: pixels or SVG. Units are pixels from the top left.</summary>
internal abstract class Sketch
{
    /// <summary>Width of a character of text, as a share of its size.</summary>
    public const float Advance = 0.62f;

    /// <summary>Fills a rectangle.</summary>
    public abstract void Rectangle(float x, float y, float width, float height, SrgbColor color);

    /// <summary>Draws a line.</summary>
    public abstract void Line(float x0, float y0, float x1, float y1, float width, SrgbColor color);

    /// <summary>Writes a line of text.</summary>
    /// <param name="x">The left end; the right end where it is aligned so.</param>
    /// <param name="y">The middle of the line.</param>
    /// <param name="size">The height of a line, roughly.</param>
    /// <param name="text">The text.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="right">Whether it ends at <paramref name="x"/>.</param>
    public abstract void Text(float x, float y, float size, string text, SrgbColor color, bool right = false);
}
