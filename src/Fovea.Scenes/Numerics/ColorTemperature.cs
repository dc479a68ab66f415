using System;
using System.Numerics;

namespace Fovea.Scenes.Numerics;

/// <summary>The colour of a black body that glows, as of lamps and suns.</summary>
public static class ColorTemperature
{
    /// <summary>The brightest colour of a temperature's hue.</summary>
    /// <param name="kelvin">Kelvin; what is not within 1667 .. 25000 counts as the nearest.</param>
    /// <returns>sRGB-encoded, the largest of its numbers 1.</returns>
    public static Vector3 ToRgb(double kelvin)
    {
        Vector3 linear = Linear(kelvin);
        return new Vector3(Encode(linear.X), Encode(linear.Y), Encode(linear.Z));
    }

    /// <summary>The same as linear light.</summary>
    /// <inheritdoc cref="ToRgb"/>
    /// <returns>Red, green and blue of sRGB's primaries, the largest 1, none below 0.</returns>
    public static Vector3 Linear(double kelvin)
    {
        (double x, double y) = Chromaticity(kelvin);
        // Luminance 1, then the matrix of IEC 61966-2-1.
        double bigX = x / y, bigZ = (1 - x - y) / y;
        double r = (3.2404542 * bigX) - 1.5371385 - (0.4985314 * bigZ);
        double g = (-0.9692660 * bigX) + 1.8760108 + (0.0415560 * bigZ);
        double b = (0.0556434 * bigX) - 0.2040259 + (1.0572252 * bigZ);
        double most = Math.Max(r, Math.Max(g, b));
        return new Vector3((float)Math.Max(0, r / most), (float)Math.Max(0, g / most), (float)Math.Max(0, b / most));
    }

    /// <summary>Where a temperature lies in the CIE 1931 diagram.</summary>
    /// <param name="kelvin">Kelvin; what is not within 1667 .. 25000 counts as the nearest.</param>
    /// <remarks>The cubic splines of B. Kim et al., US patent 7024034 (2002), which follow the Planckian locus.</remarks>
    public static (double X, double Y) Chromaticity(double kelvin)
    {
        double t = 1000 / Math.Clamp(kelvin, 1667, 25000);
        double x = t >= 0.25
            ? (((((-0.2661239 * t) - 0.2343589) * t) + 0.8776956) * t) + 0.179910
            : (((((-3.0258469 * t) + 2.1070379) * t) + 0.2226347) * t) + 0.240390;
        double y = t >= 1000.0 / 2222 ? (((((-1.1063814 * x) - 1.34811020) * x) + 2.18555832) * x) - 0.20219683
            : t >= 0.25 ? (((((-0.9549476 * x) - 1.37418593) * x) + 2.09137015) * x) - 0.16748867
            : (((((3.0817580 * x) - 5.87338670) * x) + 3.75112997) * x) - 0.37001483;
        return (x, y);
    }

    private static float Encode(double linear) => (float)(linear <= 0.0031308
        ? 12.92 * linear
        : (1.055 * PortableMath.Pow(linear, 1 / 2.4)) - 0.055);
}
