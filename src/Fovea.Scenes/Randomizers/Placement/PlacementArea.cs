using System;
using System.Collections.Generic;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Randomizers.Placement;

/// <summary>A piece of level ground, in its entity's space.</summary>
/// <param name="Shape">A rectangle, a disc or a ring.</param>
/// <param name="CenterX">Its middle, metres.</param>
/// <param name="CenterZ">Its middle, metres.</param>
/// <param name="Width">Along x; of a disc or ring the outer diameter.</param>
/// <param name="Depth">Along z; of a disc or ring the same.</param>
/// <param name="Inner">The inner radius of a ring.</param>
/// <param name="Height">How high it lies, metres.</param>
public sealed record PlacementArea(AreaShape Shape, double CenterX, double CenterZ, double Width, double Depth, double Inner, double Height)
{
    // A third of Bridson's tries makes a third of the work; that a gap is left now and then does not matter where things are put.
    private const int Tries = 10;

    /// <summary>Square metres.</summary>
    public double Square => Shape == AreaShape.Rectangle ? Width * Depth : Math.PI * ((Width * Width / 4) - (Inner * Inner));

    /// <summary>Points on it, no two nearer than a distance; in its entity's space.</summary>
    /// <exception cref="ArgumentException">There would be millions.</exception>
    public List<(double X, double Z)> Points(double distance, ref CounterRandom random)
    {
        List<(double X, double Z)> points = PoissonDisk.Fill(Width, Depth, distance, Has, ref random, Tries);
        for (int i = 0; i < points.Count; i++)
            points[i] = (points[i].X + CenterX, points[i].Z + CenterZ);
        return points;
    }

    /// <summary>Whether all of a thing that stands at a place is on it.</summary>
    public bool Holds(Footprint? footprint, double x, double z)
    {
        (x, z) = (x - CenterX, z - CenterZ);
        if (footprint is null)
            return Has(x, z);
        IReadOnlyList<(double X, double Z)> hull = footprint.Hull;
        for (int i = 0; i < hull.Count; i++)
        {
            if (!Has(x + hull[i].X, z + hull[i].Z))
                return false;
        }

        return Inner <= 0 || Shape == AreaShape.Rectangle || Distance(hull, x, z) >= Inner;
    }

    private bool Has(double x, double z)
    {
        if (Shape == AreaShape.Rectangle)
            return Math.Abs(x) <= Width / 2 && Math.Abs(z) <= Depth / 2;
        double square = (x * x) + (z * z);
        return square <= Width * Width / 4 && square >= Inner * Inner;
    }

    // How near the edges of a hull come to the middle; 0 where it is inside.
    private static double Distance(IReadOnlyList<(double X, double Z)> hull, double x, double z)
    {
        double nearest = double.PositiveInfinity;
        bool around = hull.Count > 2;
        for (int i = 0; i < hull.Count; i++)
        {
            double ax = x + hull[i].X, az = z + hull[i].Z, bx = x + hull[(i + 1) % hull.Count].X, bz = z + hull[(i + 1) % hull.Count].Z;
            double dx = bx - ax, dz = bz - az, square = (dx * dx) + (dz * dz);
            double share = square > 0 ? Math.Clamp(-((ax * dx) + (az * dz)) / square, 0, 1) : 0;
            double px = ax + (share * dx), pz = az + (share * dz);
            nearest = Math.Min(nearest, Math.Sqrt((px * px) + (pz * pz)));
            around &= (ax * bz) - (az * bx) >= 0;
        }

        return around ? 0 : nearest;
    }
}
