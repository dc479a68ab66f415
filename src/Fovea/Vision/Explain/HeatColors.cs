using System;
using Fovea.Vision.Overlays;

namespace Fovea.Vision.Explain;

/// <summary>
/// Colours for values from low to high: dark blue through grey to light yellow. Equal steps of value are equal steps to the eye, lightness
/// rises all the way, and blue against yellow is what people see who cannot tell red from green.
/// </summary>
/// <remarks>
/// A straight line in Oklab (Björn Ottosson, "A perceptual color space for image processing", 2020), whose distances are those of perceived
/// colour; all of it lies inside sRGB.
/// </remarks>
public static class HeatColors
{
    // Lightness, green to red, blue to yellow.
    private static readonly (double L, double A, double B) Low = (0.27, -0.012, -0.105), High = (0.96, -0.05, 0.16);

    private static readonly SrgbColor[] Table = Make();

    /// <summary>The colour of a value.</summary>
    /// <param name="value">0 .. 1; what is beyond is taken for its bound, and what is no number for 0.</param>
    public static SrgbColor Of(float value) => Table[(int)Math.Round(255 * Math.Clamp(float.IsNaN(value) ? 0 : value, 0f, 1f))];

    private static SrgbColor[] Make()
    {
        var table = new SrgbColor[256];
        for (int i = 0; i < 256; i++)
        {
            double t = i / 255.0;
            double lightness = Mix(Low.L, High.L, t), a = Mix(Low.A, High.A, t), b = Mix(Low.B, High.B, t);
            // Oklab to linear sRGB, with the published matrices.
            double l = Cube(lightness + (0.3963377774 * a) + (0.2158037573 * b));
            double m = Cube(lightness - (0.1055613458 * a) - (0.0638541728 * b));
            double s = Cube(lightness - (0.0894841775 * a) - (1.2914855480 * b));
            table[i] = new SrgbColor(
                Encode((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
                Encode((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
                Encode((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
        }

        return table;
    }

    private static double Mix(double from, double to, double share) => from + ((to - from) * share);

    private static double Cube(double x) => x * x * x;

    // IEC 61966-2-1.
    private static byte Encode(double linear)
    {
        double v = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(v, 0, 1));
    }
}
