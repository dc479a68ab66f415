using System;

namespace Fovea.Scenes.Driving.Traffic;

/// <summary>
/// How a driver keeps speed and distance: the intelligent driver model (M. Treiber, A. Hennecke and D. Helbing, "Congested traffic states in
/// empirical observations and microscopic simulations", Physical Review E 62, 2000).
/// </summary>
internal static class IntelligentDriver
{
    /// <summary>What drivers find comfortable when they brake, metres a second squared.</summary>
    public const double Braking = 2.2;

    /// <summary>The distance at which they stand, metres.</summary>
    public const double Standing = 2;

    /// <summary>The least acceleration: what tyres hold.</summary>
    private const double Hardest = -8;

    private const double Headway = 1.3;

    /// <summary>The acceleration, metres a second squared.</summary>
    /// <param name="speed">Own speed, metres a second.</param>
    /// <param name="wanted">The speed without anybody ahead, metres a second.</param>
    /// <param name="most">The greatest acceleration.</param>
    /// <param name="gap">Metres to whoever is ahead; infinite for nobody.</param>
    /// <param name="aheadSpeed">The speed of whoever is ahead.</param>
    public static double Accelerate(double speed, double wanted, double most, double gap, double aheadSpeed)
    {
        double ratio = speed / Math.Max(0.1, wanted), squared = ratio * ratio;
        double free = 1 - (squared * squared), near = 0;
        if (!double.IsInfinity(gap))
        {
            double distance = Standing + Math.Max(0, (speed * Headway) + (speed * (speed - aheadSpeed) / (2 * Math.Sqrt(most * Braking))));
            near = distance / Math.Max(0.05, gap);
        }

        return Math.Clamp(most * (free - (near * near)), Hardest, most);
    }

    /// <summary>Metres within which one can stop without alarm.</summary>
    /// <param name="speed">Metres a second.</param>
    public static double StoppingDistance(double speed) => speed * speed / (2 * 3.5);
}
