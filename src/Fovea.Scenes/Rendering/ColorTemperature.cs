using System;
using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>The colour of a glowing black body.</summary>
internal static class ColorTemperature
{
    /// <summary>
    /// Linear red, green and blue, the largest of them 1: the chromaticity by Kim et al.'s cubic splines for the Planckian locus (US patent 7024034),
    /// as CIE xyY into sRGB's primaries.
    /// </summary>
    /// <param name="kelvin">1667..25000; others are taken for the nearest.</param>
    public static Vector3 Linear(float kelvin)
    {
        double t = Math.Clamp(kelvin, 1667f, 25000f), i = 1e3 / t;
        double x = t < 4000
            ? (-0.2661239 * i * i * i) - (0.2343589 * i * i) + (0.8776956 * i) + 0.179910
            : (-3.0258469 * i * i * i) + (2.1070379 * i * i) + (0.2226347 * i) + 0.240390;
        double y = t < 2222 ? (-1.1063814 * x * x * x) - (1.34811020 * x * x) + (2.18555832 * x) - 0.20219683
            : t < 4000 ? (-0.9549476 * x * x * x) - (1.37418593 * x * x) + (2.09137015 * x) - 0.16748867
            : (3.0817580 * x * x * x) - (5.87338670 * x * x) + (3.75112997 * x) - 0.37001483;
        double cx = x / y, cz = (1 - x - y) / y;
        var color = new Vector3(
            (float)((3.2406 * cx) - 1.5372 - (0.4986 * cz)), (float)((-0.9689 * cx) + 1.8758 + (0.0415 * cz)), (float)((0.0557 * cx) - 0.2040 + (1.0570 * cz)));
        color = Vector3.Max(color, Vector3.Zero);
        return color / MathF.Max(color.X, MathF.Max(color.Y, color.Z));
    }
}
