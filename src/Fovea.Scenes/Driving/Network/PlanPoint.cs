using System;

namespace Fovea.Scenes.Driving.Network;

/// <summary>A place or a direction on the ground, seen from above: x and z of the world, metres, in double precision.</summary>
/// <param name="X">The world's x.</param>
/// <param name="Z">The world's z.</param>
internal readonly record struct PlanPoint(double X, double Z)
{
    /// <summary>The length of the way from the origin.</summary>
    public double Length => Math.Sqrt((X * X) + (Z * Z));

    /// <summary>A direction's right hand, for one who stands upright.</summary>
    public PlanPoint Right => new(-Z, X);

    /// <summary>The same direction with length 1.</summary>
    public PlanPoint Unit
    {
        get
        {
            double length = Length;
            return length > 0 ? new PlanPoint(X / length, Z / length) : new PlanPoint(0, -1);
        }
    }

    public static PlanPoint operator +(PlanPoint a, PlanPoint b) => new(a.X + b.X, a.Z + b.Z);

    public static PlanPoint operator -(PlanPoint a, PlanPoint b) => new(a.X - b.X, a.Z - b.Z);

    public static PlanPoint operator *(PlanPoint a, double factor) => new(a.X * factor, a.Z * factor);

    /// <summary>The inner product.</summary>
    public static double Dot(PlanPoint a, PlanPoint b) => (a.X * b.X) + (a.Z * b.Z);

    /// <summary>Its numbers; without this, a record would write its directions too, without end.</summary>
    public override string ToString() => FormattableString.Invariant($"({X:F2}, {Z:F2})");

    /// <summary>The square of the distance.</summary>
    public double DistanceSquared(PlanPoint other)
    {
        double x = X - other.X, z = Z - other.Z;
        return (x * x) + (z * z);
    }
}
