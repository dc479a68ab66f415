using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Vision.Overlays;

namespace Fovea.Tests.Vision.Overlays;

/// <summary>How colours look to people, and how far apart they are.</summary>
internal static class ColorVision
{
    // Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1.0, applied
    // to linear RGB.
    private static readonly Dictionary<string, double[]> Matrices = new()
    {
        ["normal"] = new double[] { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
        ["protanopia"] = new[] { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
        ["deuteranopia"] = new[] { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },
        ["tritanopia"] = new[] { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900 },
    };

    public static IEnumerable<string> Kinds => Matrices.Keys;

    /// <summary>A colour in CIELAB (D65), as people with that vision see it.</summary>
    public static (double L, double A, double B) Lab(SrgbColor color, string kind)
    {
        double[] m = Matrices[kind], l = { Decode(color.Red), Decode(color.Green), Decode(color.Blue) };
        var seen = new double[3];
        for (int i = 0; i < 3; i++)
            seen[i] = Math.Clamp((m[3 * i] * l[0]) + (m[(3 * i) + 1] * l[1]) + (m[(3 * i) + 2] * l[2]), 0, 1);

        double x = Bend(((0.4124564 * seen[0]) + (0.3575761 * seen[1]) + (0.1804375 * seen[2])) / 0.95047);
        double y = Bend((0.2126729 * seen[0]) + (0.7151522 * seen[1]) + (0.0721750 * seen[2]));
        double z = Bend(((0.0193339 * seen[0]) + (0.1191920 * seen[1]) + (0.9503041 * seen[2])) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    /// <summary>The colour difference CIEDE2000, as Sharma, Wu and Dalal (2005) spell it out.</summary>
    public static double Difference((double L, double A, double B) p, (double L, double A, double B) q)
    {
        double mean7 = Math.Pow((Length(p.A, p.B) + Length(q.A, q.B)) / 2, 7);
        double g = 0.5 * (1 - Math.Sqrt(mean7 / (mean7 + Math.Pow(25, 7))));
        (double c1, double h1) = Polar(p.A * (1 + g), p.B);
        (double c2, double h2) = Polar(q.A * (1 + g), q.B);
        bool gray = c1 * c2 == 0;
        double turn = gray ? 0 : h2 - h1;
        turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
        double lightness = q.L - p.L, chroma = c2 - c1, hue = 2 * Math.Sqrt(c1 * c2) * Sin(turn / 2);

        double l = (p.L + q.L) / 2, c = (c1 + c2) / 2, h = gray ? h1 + h2 : (h1 + h2) / 2;
        if (!gray && Math.Abs(h1 - h2) > 180)
            h += h < 180 ? 180 : -180;
        double t = 1 - (0.17 * Cos(h - 30)) + (0.24 * Cos(2 * h)) + (0.32 * Cos((3 * h) + 6)) - (0.20 * Cos((4 * h) - 63));
        double off = (l - 50) * (l - 50), c7 = Math.Pow(c, 7), about = (h - 275) / 25;
        double sl = 1 + (0.015 * off / Math.Sqrt(20 + off)), sc = 1 + (0.045 * c), sh = 1 + (0.015 * c * t);
        double rotation = -2 * Math.Sqrt(c7 / (c7 + Math.Pow(25, 7))) * Sin(60 * Math.Exp(-about * about));
        (lightness, chroma, hue) = (lightness / sl, chroma / sc, hue / sh);
        return Math.Sqrt((lightness * lightness) + (chroma * chroma) + (hue * hue) + (rotation * chroma * hue));
    }

    private static double Decode(byte value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);

    private static double Bend(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;

    private static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private static (double Chroma, double Hue) Polar(double a, double b) =>
        (Length(a, b), a == 0 && b == 0 ? 0 : ((Math.Atan2(b, a) * 180 / Math.PI) + 360) % 360);

    private static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);
}
