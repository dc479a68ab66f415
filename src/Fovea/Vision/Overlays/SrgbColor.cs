using System;
using System.Numerics;

namespace Fovea.Vision.Overlays;

/// <summary>A colour in sRGB encoding (IEC 61966-2-1), as pictures store it.</summary>
/// <param name="Red">0 .. 255.</param>
/// <param name="Green">0 .. 255.</param>
/// <param name="Blue">0 .. 255.</param>
public readonly record struct SrgbColor(byte Red, byte Green, byte Blue)
{
    /// <summary>No light.</summary>
    public static SrgbColor Black => default;

    /// <summary>All light.</summary>
    public static SrgbColor White => new(255, 255, 255);

    /// <summary>The colour of a hexadecimal number, 0xRRGGBB.</summary>
    /// <param name="rgb">0 .. 0xFFFFFF; higher bits do not count.</param>
    public static SrgbColor Of(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>The relative luminance, 0 (black) .. 1 (white), as WCAG 2.1 defines it.</summary>
    public double Luminance => (0.2126 * Decode(Red)) + (0.7152 * Decode(Green)) + (0.0722 * Decode(Blue));

    /// <summary>The contrast ratio with another colour, 1 .. 21, as WCAG 2.1 defines it.</summary>
    /// <param name="other">The other colour.</param>
    public double ContrastWith(SrgbColor other)
    {
        double a = Luminance, b = other.Luminance;
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Black or white, whichever is read better on this colour: a contrast of 4.58 or more.</summary>
    public SrgbColor Ink => ContrastWith(Black) >= ContrastWith(White) ? Black : White;

    /// <summary>Red, green and blue as 0 .. 1, still encoded, and an opacity.</summary>
    /// <param name="alpha">The opacity, 0 .. 1.</param>
    public Vector4 ToVector(float alpha = 1) => new(Red / 255f, Green / 255f, Blue / 255f, alpha);

    /// <summary>As web pages write it, <c>#56b4e9</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"#{Red:x2}{Green:x2}{Blue:x2}");

    private static double Decode(byte value)
    {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }
}
