using System.Numerics;

namespace Fovea.Scenes.Numerics;

/// <summary>Affine matrices (row vectors, as System.Numerics has them) whose bits are the same on every machine.</summary>
public static class Affine
{
    /// <summary>Scale, then rotation, then translation.</summary>
    public static Matrix4x4 Of(Vector3 position, Quaternion rotation, Vector3 scale)
    {
        (float x, float y, float z, float w) = (rotation.X, rotation.Y, rotation.Z, rotation.W);
        return new Matrix4x4(
            scale.X * (1 - (2 * ((y * y) + (z * z)))), scale.X * (2 * ((x * y) + (z * w))), scale.X * (2 * ((x * z) - (y * w))), 0,
            scale.Y * (2 * ((x * y) - (z * w))), scale.Y * (1 - (2 * ((x * x) + (z * z)))), scale.Y * (2 * ((y * z) + (x * w))), 0,
            scale.Z * (2 * ((x * z) + (y * w))), scale.Z * (2 * ((y * z) - (x * w))), scale.Z * (1 - (2 * ((x * x) + (y * y)))), 0,
            position.X, position.Y, position.Z, 1);
    }

    /// <summary>First <paramref name="first"/>, then <paramref name="second"/>.</summary>
    public static Matrix4x4 Multiply(in Matrix4x4 first, in Matrix4x4 second) => new(
        (first.M11 * second.M11) + (first.M12 * second.M21) + (first.M13 * second.M31),
        (first.M11 * second.M12) + (first.M12 * second.M22) + (first.M13 * second.M32),
        (first.M11 * second.M13) + (first.M12 * second.M23) + (first.M13 * second.M33),
        0,
        (first.M21 * second.M11) + (first.M22 * second.M21) + (first.M23 * second.M31),
        (first.M21 * second.M12) + (first.M22 * second.M22) + (first.M23 * second.M32),
        (first.M21 * second.M13) + (first.M22 * second.M23) + (first.M23 * second.M33),
        0,
        (first.M31 * second.M11) + (first.M32 * second.M21) + (first.M33 * second.M31),
        (first.M31 * second.M12) + (first.M32 * second.M22) + (first.M33 * second.M32),
        (first.M31 * second.M13) + (first.M32 * second.M23) + (first.M33 * second.M33),
        0,
        (first.M41 * second.M11) + (first.M42 * second.M21) + (first.M43 * second.M31) + second.M41,
        (first.M41 * second.M12) + (first.M42 * second.M22) + (first.M43 * second.M32) + second.M42,
        (first.M41 * second.M13) + (first.M42 * second.M23) + (first.M43 * second.M33) + second.M43,
        1);

    /// <summary>A point, transformed.</summary>
    public static Vector3 Transform(Vector3 point, in Matrix4x4 matrix) => new(
        (point.X * matrix.M11) + (point.Y * matrix.M21) + (point.Z * matrix.M31) + matrix.M41,
        (point.X * matrix.M12) + (point.Y * matrix.M22) + (point.Z * matrix.M32) + matrix.M42,
        (point.X * matrix.M13) + (point.Y * matrix.M23) + (point.Z * matrix.M33) + matrix.M43);
}
