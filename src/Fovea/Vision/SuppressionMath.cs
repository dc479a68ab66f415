using System;

namespace Fovea.Vision;

/// <summary>
/// How much two boxes overlap and what that does to a score: the twin of <c>vision/suppression/overlap.glsl</c> and <c>soften.comp</c>, to the
/// last bit. Only sums and products are used where it counts, since these are rounded alike everywhere.
/// </summary>
internal static class SuppressionMath
{
    /// <summary>The natural logarithm of 2.</summary>
    public const float Ln2 = 0.69314718f;

    /// <summary>The series of the exponential function, 1 / k! from the second power on; to 2.4e-7 within ±ln(2)/2.</summary>
    public static readonly float[] Series = { 1 / 2f, 1 / 6f, 1 / 24f, 1 / 120f, 1 / 720f };

    // Shares are told in steps of one part in as many.
    private const float Steps = 65536;

    /// <summary>What both boxes share, and what they cover together.</summary>
    public static (float Shared, float Covered) Areas(Box a, Box b)
    {
        float width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        float height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        float both = Math.Max(width, 0) * Math.Max(height, 0);
        return (both, (a.Width * a.Height) + (b.Width * b.Height) - both);
    }

    /// <summary>Whether the share is more than a threshold; without a division, which is not rounded alike everywhere.</summary>
    public static bool IsBeyond((float Shared, float Covered) areas, float threshold) => areas.Shared > threshold * areas.Covered;

    /// <summary>The score that is left when a better box is taken.</summary>
    /// <param name="score">Before.</param>
    /// <param name="areas">What the boxes share and cover.</param>
    /// <param name="threshold">The least overlap that counts, unless the decline is Gaussian.</param>
    /// <param name="sharpness">log2(e) / sigma of a Gaussian decline; 0 for a linear one.</param>
    public static float Soften(float score, (float Shared, float Covered) areas, float threshold, float sharpness)
    {
        if (sharpness > 0)
            return score * Gaussian(Overlap(areas), sharpness);
        return IsBeyond(areas, threshold) ? score * (1 - Overlap(areas)) : score;
    }

    // Rounded down to a step, which is found by comparing products: the quotient is only where to begin.
    private static float Overlap((float Shared, float Covered) areas)
    {
        float scaled = areas.Shared * Steps, steps = MathF.Floor(scaled / areas.Covered);
        if ((steps + 1) * areas.Covered <= scaled)
            steps += 1;
        if (steps * areas.Covered > scaled)
            steps -= 1;
        return Math.Min(steps, Steps) / Steps;
    }

    // exp(-overlap² / sigma) as a power of two; its fraction by the series.
    private static float Gaussian(float overlap, float sharpness)
    {
        float x = overlap * overlap * sharpness, whole = MathF.Floor(x + 0.5f);
        if (whole > 120)
            return 0;
        float u = (whole - x) * Ln2, p = Series[^1];
        for (int i = Series.Length - 2; i >= 0; i--)
            p = (p * u) + Series[i];
        p = (p * u) + 1;
        p = (p * u) + 1;
        return p * BitConverter.Int32BitsToSingle((127 - (int)whole) << 23);
    }
}
