using System;
using System.Numerics;

namespace Fovea.Scenes.Numerics;

/// <summary>Colours by hue, saturation and value (A. R. Smith, "Color gamut transform pairs", 1978): sRGB-encoded, 0..1.</summary>
public static class Hsv
{
    /// <summary>The colour of a hue.</summary>
    /// <param name="hue">Degrees: 0 red, 120 green, 240 blue; goes round and round.</param>
    /// <param name="saturation">0 (grey) .. 1.</param>
    /// <param name="value">0 (black) .. 1.</param>
    public static Vector3 ToRgb(double hue, double saturation, double value)
    {
        double s = Math.Clamp(saturation, 0, 1), v = Math.Clamp(value, 0, 1), sixth = (hue / 60) - (6 * Math.Floor(hue / 360));
        return new Vector3(Channel(5), Channel(3), Channel(1));

        float Channel(int n)
        {
            double k = (n + sixth) - (6 * Math.Floor((n + sixth) / 6));
            return (float)(v * (1 - (s * Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1)))));
        }
    }

    /// <summary>Hue, saturation and value of a colour; the hue of greys is 0.</summary>
    /// <param name="rgb">0..1.</param>
    public static (double Hue, double Saturation, double Value) FromRgb(Vector3 rgb)
    {
        double r = rgb.X, g = rgb.Y, b = rgb.Z, most = Math.Max(r, Math.Max(g, b)), range = most - Math.Min(r, Math.Min(g, b));
        if (range <= 0)
            return (0, 0, most);
        double hue = most == r ? (g - b) / range : most == g ? 2 + ((b - r) / range) : 4 + ((r - g) / range);
        return (60 * (hue < 0 ? hue + 6 : hue), range / most, most);
    }
}
