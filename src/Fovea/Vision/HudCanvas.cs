using System;
using System.Numerics;

namespace Fovea.Vision;

/// <summary>Collects the rectangles and characters of one draw of the head-up display, in an array made once.</summary>
internal sealed class HudCanvas
{
    public const int Stride = 40;

    public static readonly int[] Attributes = { 4, 4, 2 };
    public static readonly Vector4 Panel = new(0.04f, 0.05f, 0.06f, 0.72f);
    public static readonly Vector4 White = new(1, 1, 1, 1);
    public static readonly Vector4 Rest = new(0.45f, 0.47f, 0.5f, 1);
    public static readonly Vector4 Mark = new(1, 1, 1, 0.55f);

    // The palette of the overlays, in color.glsl.
    private static readonly Vector4[] Palette =
    {
        new(0.337f, 0.706f, 0.914f, 1), new(0.902f, 0.624f, 0, 1), new(0.941f, 0.894f, 0.259f, 1), new(0.8f, 0.475f, 0.655f, 1),
        new(0, 0.62f, 0.451f, 1), new(0.835f, 0.369f, 0, 1), new(0, 0.447f, 0.698f, 1),
    };

    private readonly float[] _data;
    private float _unit;

    public HudCanvas(int capacity) => _data = new float[capacity * Stride / 4];

    public int Capacity => _data.Length * 4 / Stride;

    public int Count { get; private set; }

    public ReadOnlySpan<float> Data => _data.AsSpan(0, Count * Stride / 4);

    public static Vector4 Stage(int number) => Palette[number % Palette.Length];

    /// <summary>Begins anew.</summary>
    /// <param name="unit">Pixels of a fifteenth of a line of text.</param>
    public void Begin(float unit)
    {
        Count = 0;
        _unit = unit;
    }

    public void Rectangle(float x, float y, float width, float height, in Vector4 color) => Add(x, y, width, height, color, -1);

    /// <summary>A label, then a number that ends a width of characters later, then a unit.</summary>
    public void Text(float x, float y, in Vector4 color, string label, float value, int decimals, int width, string suffix)
    {
        int shown = Math.Min(label.Length, 16);
        for (int i = 0; i < shown; i++)
            Character(x, y, i, color, label[i]);

        Span<char> digits = stackalloc char[16];
        int length = Format(digits, value, decimals);
        int from = shown + Math.Max(0, width - length);
        for (int i = 0; i < length; i++)
            Character(x, y, from + i, color, digits[i]);

        for (int i = 0; i < suffix.Length; i++)
            Character(x, y, from + length + i, color, suffix[i]);
    }

    private static int Format(Span<char> text, float value, int decimals)
    {
        long scaled = (long)Math.Round(value * Math.Pow(10, decimals));
        int length = 0;
        for (int place = 0; scaled > 0 || place <= decimals; place++)
        {
            if (place == decimals)
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
            Add(x + (column * OverlayFont.Advance * _unit), y, OverlayFont.Advance * _unit, OverlayFont.LineHeight * _unit, color, OverlayGlyphs.IndexOf(c));
    }

    private void Add(float x, float y, float width, float height, in Vector4 color, int glyph)
    {
        if (Count == Capacity || width <= 0 || height <= 0)
            return;

        Span<float> at = _data.AsSpan(Count++ * Stride / 4, Stride / 4);
        (at[0], at[1], at[2], at[3]) = (x, y, width, height);
        (at[4], at[5], at[6], at[7]) = (color.X, color.Y, color.Z, color.W);
        (at[8], at[9]) = (glyph, _unit);
    }
}
