using System;
using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>Brown's radial distortion, on coordinates of the picture's plane at distance 1: x_d = x_u (1 + k1 r^2 + k2 r^4), r = |x_u|.</summary>
/// <param name="Coefficients">k1 and k2.</param>
public readonly record struct LensDistortion(Vector2 Coefficients)
{
    /// <summary>Whether it changes nothing.</summary>
    public bool IsNone => Coefficients == Vector2.Zero;

    /// <summary>Where the lens shows what a pinhole would show at a point.</summary>
    public Vector2 Distort(Vector2 undistorted)
    {
        float r2 = Vector2.Dot(undistorted, undistorted);
        return undistorted * (1 + (r2 * (Coefficients.X + (r2 * Coefficients.Y))));
    }

    /// <summary>Where a pinhole would show what the lens shows at a point: by Newton's method, as the shader does it.</summary>
    /// <remarks>
    /// Where the formula turns back, far out with negative coefficients, nothing shows at greater distances; the result is the place of the turn.
    /// </remarks>
    public Vector2 Undistort(Vector2 distorted)
    {
        float target = distorted.Length();
        if (target < 1e-9f)
            return distorted;
        float limit = Limit(), r = MathF.Min(target, limit);
        for (int i = 0; i < 8; i++)
        {
            float r2 = r * r, k1 = Coefficients.X, k2 = Coefficients.Y;
            float slope = 1 + (r2 * ((3 * k1) + (5 * k2 * r2)));
            float value = (r * (1 + (r2 * (k1 + (k2 * r2))))) - target;
            r = Math.Clamp(r - (value / MathF.Max(slope, 0.05f)), 0, limit);
        }

        return distorted * (r / target);
    }

    /// <summary>The distance from the middle up to which the formula grows; at most 10.</summary>
    public float Limit()
    {
        // The slope 1 + 3 k1 s + 5 k2 s^2 in s = r^2 has its first zero there.
        float a = 5 * Coefficients.Y, b = 3 * Coefficients.X, s = float.PositiveInfinity;
        if (MathF.Abs(a) < 1e-9f)
        {
            if (b < 0)
                s = -1 / b;
        }
        else if ((b * b) - (4 * a) is >= 0 and var discriminant)
        {
            float root = MathF.Sqrt(discriminant), low = (-b - root) / (2 * a), high = (-b + root) / (2 * a);
            if (low > high)
                (low, high) = (high, low);
            s = low > 0 ? low : high > 0 ? high : s;
        }

        return MathF.Min(MathF.Sqrt(s), 10);
    }
}
