using System;
using System.Numerics;

namespace Fovea.Vision.Overlays;

/// <summary>Collects the rectangles and characters of one draw, in an array made once: panels, bars and text that are laid out on the CPU.</summary>
internal sealed class OverlayCanvas
{
    public const int Stride = 40;

    public static readonly int[] Attributes = { 4, 4, 2 };
    public static readonly Vector4 Panel = new(0.04f, 0.05f, 0.06f, 0.72f);
    public static readonly Vector4 White = new(1, 1, 1, 1);
    public static readonly Vector4 Rest = new(0.45f, 0.47f, 0.5f, 1);
    public static readonly Vector4 Mark = new(1, 1, 1, 0.55f);

    private readonly float[] _data;

    public OverlayCanvas(int capacity) => _data = new float[capacity * Stride / 4];

    public int Capacity => _data.Length * 4 / Stride;

    public int Count { get; private set; }

    /// <summary>Pixels of a fifteenth of a line of text.</summary>
    public float Unit { get; private set; }

    /// <summary>Pixels of a line of text.</summary>
    public float Line => OverlayFont.LineHeight * Unit;

    /// <summary>Pixels from one character to the next.</summary>
    public float Letter => OverlayFont.Advance * Unit;

    public ReadOnlySpan<float> Data => _data.AsSpan(0, Count * Stride / 4);

    /// <summary>Begins anew, with lines of text of a height in whole pixels and not below what is legible.</summary>
    /// <param name="target">Where it will be drawn.</param>
    /// <param name="textHeight">Pixels of a line for a target of 720 rows.</param>
    public void Begin(in OverlayTarget target, float textHeight)
    {
        Count = 0;
        Unit = MathF.Max(1, MathF.Round(target.Zoom * textHeight) / OverlayFont.LineHeight);
    }

    public void Rectangle(float x, float y, float width, float height, in Vector4 color) => Add(x, y, width, height, color, -1);

    /// <summary>Writes text from a column on.</summary>
    /// <param name="x">The left edge of column 0, in pixels.</param>
    /// <param name="y">The top of the line.</param>
    /// <param name="column">Columns from there.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="text">The text.</param>
    /// <param name="most">How many characters fit; the last two of a longer text become points.</param>
    /// <returns>The column behind it.</returns>
    public int Text(float x, float y, int column, in Vector4 color, string text, int most = int.MaxValue)
    {
        int shown = Math.Min(text.Length, most);
        for (int i = 0; i < shown; i++)
            Character(x, y, column + i, color, shown < text.Length && i >= shown - 2 ? '.' : text[i]);
        return column + shown;
    }

    /// <summary>Writes a number that ends before a column.</summary>
    /// <param name="x">The left edge of column 0, in pixels.</param>
    /// <param name="y">The top of the line.</param>
    /// <param name="end">The column behind it; it begins at column 0 if it needs more.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="value">What to write; not negative.</param>
    /// <param name="decimals">Digits behind the point.</param>
    /// <returns>The column behind it.</returns>
    public int Number(float x, float y, int end, in Vector4 color, float value, int decimals)
    {
        Span<char> digits = stackalloc char[16];
        int length = Format(digits, value, decimals), from = Math.Max(0, end - length);
        for (int i = 0; i < length; i++)
            Character(x, y, from + i, color, digits[i]);
        return from + length;
    }

    /// <summary>The columns that a number takes.</summary>
    public static int LengthOf(int value)
    {
        int length = 1;
        for (; value >= 10; value /= 10)
            length++;
        return length;
    }

    private static int Format(Span<char> text, float value, int decimals)
    {
        // As many digits as there is room for; more would be no measurement.
        long scaled = (long)Math.Round(Math.Clamp(float.IsNaN(value) ? 0 : value, 0, 1e9) * Math.Pow(10, decimals));
        int length = 0;
        for (int place = 0; scaled > 0 || place <= decimals; place++)
        {
            if (place == decimals && decimals > 0)
                text[length++] = '.';

            text[length++] = (char)('0' + (scaled % 10));
            scaled /= 10;
        }

        text.Slice(0, length).Reverse();
        return length;
    }

    private void Character(float x, float y, int column, in Vector4 color, char c)
    {
        if (c != ' ')
            Add(x + (column * Letter), y, Letter, Line, color, OverlayGlyphs.IndexOf(c));
    }

    private void Add(float x, float y, float width, float height, in Vector4 color, int glyph)
    {
        if (Count == Capacity || width <= 0 || height <= 0)
            return;

        Span<float> at = _data.AsSpan(Count++ * Stride / 4, Stride / 4);
        (at[0], at[1], at[2], at[3]) = (x, y, width, height);
        (at[4], at[5], at[6], at[7]) = (color.X, color.Y, color.Z, color.W);
        (at[8], at[9]) = (glyph, Unit);
    }
}
