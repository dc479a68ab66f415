using System;
using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>Sunlight scattered once by air and haze, and what comes through them.</summary>
/// <remarks>
/// The model of Nishita et al. (Display of the Earth Taking into Account Atmospheric Scattering, 1993) with the air's numbers of Bruneton
/// and Neyret (Precomputed Atmospheric Scattering, 2008); the depth of air along a slanted ray is Schueler's approximation of Chapman's function
/// (GPU Pro 3, 2012), which needs no table and darkens into twilight by itself. Light that is scattered again and again is a factor.
/// </remarks>
internal static class Atmosphere
{
    private const float Radius = 6360e3f, Top = 60e3f, AirHeight = 8000, HazeHeight = 1200, OzoneDepth = 15e3f, Scattered = 2.6f;
    private const int Steps = 18;
    private static readonly Vector3 Air = new(5.8e-6f, 13.5e-6f, 33.1e-6f), Ozone = new(0.65e-6f, 1.88e-6f, 0.085e-6f);
    private static readonly Vector3 Haze = new(9e-6f);

    /// <summary>The share of light that reaches the ground from outside.</summary>
    /// <param name="sine">The sine of its height over the horizon.</param>
    public static Vector3 Transmittance(float sine) => Transmittance(0, sine);

    /// <summary>What is seen in a direction, for a sun whose light outside the air makes white paper 1 bright.</summary>
    /// <param name="sine">The sine of the direction's height over the horizon, 0..1.</param>
    /// <param name="sunSine">The sine of the sun's.</param>
    /// <param name="cosine">The cosine of the angle between both.</param>
    public static Vector3 Radiance(float sine, float sunSine, float cosine)
    {
        // Irradiance is pi times the brightness of paper.
        float airPhase = 3f / 16 * (1 + (cosine * cosine));
        const float G = 0.76f;
        float hazePhase = 3f / 8 * (1 - (G * G)) * (1 + (cosine * cosine)) / ((2 + (G * G)) * MathF.Pow(1 + (G * G) - (2 * G * cosine), 1.5f));
        float length = Length(sine), previous = 0;
        Vector3 sum = Vector3.Zero, depth = Vector3.Zero;
        for (int i = 1; i <= Steps; i++)
        {
            // Steps grow from the eye, where the air is thickest.
            float t = (float)i / Steps, end = length * t * t, step = end - previous, middle = 0.5f * (end + previous);
            previous = end;
            float height = MathF.Sqrt((Radius * Radius) + (middle * middle) + (2 * Radius * middle * sine)) - Radius;
            float air = MathF.Exp(-height / AirHeight), haze = MathF.Exp(-height / HazeHeight);
            depth += ((Air * air) + (Haze * (1.1f * haze)) + (Ozone * (height is > 10e3f and < 40e3f ? 1 : 0))) * step;

            // The sun's height over the horizon of that place.
            float along = sunSine + (middle / Radius * (cosine - (sine * sunSine)));
            Vector3 light = Transmittance(height, along) * Exp(depth);
            sum += light * ((Air * (air * airPhase)) + (Haze * (haze * hazePhase))) * step;
        }

        return sum * Scattered;
    }

    private static float Length(float sine)
    {
        float b = Radius * sine;
        return MathF.Sqrt((b * b) + (2 * Radius * Top) + (Top * Top)) - b;
    }

    private static Vector3 Transmittance(float height, float sine)
    {
        float air = AirHeight * Chapman(Radius / AirHeight, height / AirHeight, sine);
        float haze = HazeHeight * Chapman(Radius / HazeHeight, height / HazeHeight, sine);
        float ozone = OzoneDepth / MathF.Max(MathF.Sqrt((sine * sine) + 0.01f), 0.1f);
        return Exp((Air * air) + (Haze * (1.1f * haze)) + (Ozone * ozone));
    }

    // How many times as much air as straight up from the ground.
    private static float Chapman(float x, float h, float cosine)
    {
        float c = MathF.Sqrt(x + h);
        if (cosine >= 0)
            return c / ((c * cosine) + 1) * MathF.Exp(-h);
        float x0 = MathF.Sqrt(1 - (cosine * cosine)) * (x + h), c0 = MathF.Sqrt(x0);
        return (2 * c0 * MathF.Exp(MathF.Min(x - x0, 60))) - (c / (1 - (c * cosine)) * MathF.Exp(-h));
    }

    private static Vector3 Exp(Vector3 depth) => new(MathF.Exp(-depth.X), MathF.Exp(-depth.Y), MathF.Exp(-depth.Z));
}
