using System;
using System.Numerics;

namespace Fovea.Scenes.Numerics;

/// <summary>Rotations whose bits are the same on every machine: System.Numerics leaves it to the processor in which order it adds.</summary>
public static class Rotations
{
    /// <summary>A rotation from angles about the axes, applied z first, then x, then y, as Unity does (but right-handed).</summary>
    /// <param name="degrees">Degrees about x (up and down), y (to the left) and z.</param>
    public static Quaternion FromEuler(Vector3 degrees)
    {
        Quaternion x = About(Vector3.UnitX, degrees.X), y = About(Vector3.UnitY, degrees.Y), z = About(Vector3.UnitZ, degrees.Z);
        return Multiply(y, Multiply(x, z));
    }

    /// <summary>A rotation about an axis, counter-clockwise as seen against it.</summary>
    /// <param name="axis">Of length 1.</param>
    /// <param name="degrees">The angle.</param>
    public static Quaternion About(Vector3 axis, double degrees)
    {
        double half = degrees * (0.5 * PortableMath.RadiansPerDegree);
        float sin = (float)PortableMath.Sin(half);
        return new Quaternion(axis.X * sin, axis.Y * sin, axis.Z * sin, (float)PortableMath.Cos(half));
    }

    /// <summary>First <paramref name="second"/>, then <paramref name="first"/>: the product of both.</summary>
    public static Quaternion Multiply(Quaternion first, Quaternion second) => new(
        (first.W * second.X) + (first.X * second.W) + (first.Y * second.Z) - (first.Z * second.Y),
        (first.W * second.Y) - (first.X * second.Z) + (first.Y * second.W) + (first.Z * second.X),
        (first.W * second.Z) + (first.X * second.Y) - (first.Y * second.X) + (first.Z * second.W),
        (first.W * second.W) - (first.X * second.X) - (first.Y * second.Y) - (first.Z * second.Z));

    /// <summary>A vector, turned.</summary>
    public static Vector3 Rotate(Quaternion rotation, Vector3 v)
    {
        (float x, float y, float z, float w) = (rotation.X, rotation.Y, rotation.Z, rotation.W);
        float tx = 2 * ((y * v.Z) - (z * v.Y)), ty = 2 * ((z * v.X) - (x * v.Z)), tz = 2 * ((x * v.Y) - (y * v.X));
        return new Vector3(
            v.X + (w * tx) + ((y * tz) - (z * ty)),
            v.Y + (w * ty) + ((z * tx) - (x * tz)),
            v.Z + (w * tz) + ((x * ty) - (y * tx)));
    }

    /// <summary>The rotation about y that makes -z look along a direction over the ground.</summary>
    /// <param name="direction">Its x and z count; no rotation where both are 0.</param>
    public static Quaternion Heading(Vector3 direction) => About(Vector3.UnitY, HeadingDegrees(direction));

    /// <summary>The angle about y, in degrees, that makes -z look along a direction over the ground.</summary>
    /// <param name="direction">Its x and z count; 0 where both are 0.</param>
    public static double HeadingDegrees(Vector3 direction) =>
        PortableMath.Atan2(-direction.X, -direction.Z) / PortableMath.RadiansPerDegree;

    /// <summary>The rotation that makes -z look along a direction, with y as far up as that leaves.</summary>
    /// <param name="direction">Where to look; no rotation where it has no length.</param>
    public static Quaternion LookAlong(Vector3 direction)
    {
        double level = Math.Sqrt(((double)direction.X * direction.X) + ((double)direction.Z * direction.Z));
        double pitch = PortableMath.Atan2(direction.Y, level) / PortableMath.RadiansPerDegree;
        return Multiply(Heading(direction), About(Vector3.UnitX, pitch));
    }

    /// <summary>A vector's length.</summary>
    public static float Length(Vector3 v) => MathF.Sqrt(Dot(v, v));

    /// <summary>The inner product.</summary>
    public static float Dot(Vector3 a, Vector3 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    /// <summary>The outer product.</summary>
    public static Vector3 Cross(Vector3 a, Vector3 b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    /// <summary>A vector of length 1 in the same direction; itself where it has no length.</summary>
    public static Vector3 Normalize(Vector3 v)
    {
        float length = Length(v);
        return length > 0 ? v / length : v;
    }
}
