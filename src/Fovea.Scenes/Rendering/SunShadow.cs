using System;
using System.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>The volume in which the sun's shadow map sees shadows.</summary>
/// <remarks>
/// It is the sphere around what the camera sees up to a distance, so that its size does not change as the camera turns; its middle is moved to
/// whole texels of the world, so that the edges of shadows do not crawl as the camera moves.
/// </remarks>
internal readonly struct SunShadow
{
    // Metres towards the sun from where things still throw shadows into the volume: their depth is clamped, not lost.
    private const float Behind = 60;

    public SunShadow(in FrameView view, Vector3 toSun, float distance, int size)
    {
        float far = MathF.Min(distance, view.Far);
        Vector2 half = new Vector2(view.Width, view.Height) / (2 * view.Focal);
        float slope = half.LengthSquared();

        // The smallest sphere through the far corners and around the near end, which is taken for a point.
        float along = MathF.Min(far, 0.5f * far * (1 + slope));
        Radius = along < far ? along : far * MathF.Sqrt(slope);
        Vector3 up = MathF.Abs(toSun.Y) > 0.99f ? Vector3.UnitZ : Vector3.UnitY;
        Vector3 right = Vector3.Normalize(Vector3.Cross(up, toSun));
        up = Vector3.Cross(toSun, right);
        Texel = 2 * Radius / size;
        Vector3 middle = view.Forward * along;
        float x = Snap(right, view.Position, middle), y = Snap(up, view.Position, middle), z = Vector3.Dot(toSun, middle);
        float scale = 0.5f / Radius, depth = 1 / ((2 * Radius) + Behind);

        // Depth grows away from the sun, from 0 at the volume's edge towards it.
        Matrix = new Matrix4x4(
            right.X * scale, up.X * scale, -toSun.X * depth, 0,
            right.Y * scale, up.Y * scale, -toSun.Y * depth, 0,
            right.Z * scale, up.Z * scale, -toSun.Z * depth, 0,
            0.5f - (x * scale), 0.5f - (y * scale), (z + Radius + Behind) * depth, 1);
    }

    /// <summary>From positions relative to the camera to the map: texture coordinates and depth, 0..1.</summary>
    public Matrix4x4 Matrix { get; }

    /// <summary>Metres.</summary>
    public float Radius { get; }

    /// <summary>Metres along a side of a texel.</summary>
    public float Texel { get; }

    /// <summary>What throws shadows into it.</summary>
    public ClipVolume Volume()
    {
        Matrix4x4 m = Matrix;

        // From 0..1 to -1..1.
        return new ClipVolume(
            new Matrix4x4(
                2 * m.M11, 2 * m.M12, 2 * m.M13, 0, 2 * m.M21, 2 * m.M22, 2 * m.M23, 0, 2 * m.M31, 2 * m.M32, 2 * m.M33, 0,
                (2 * m.M41) - 1, (2 * m.M42) - 1, (2 * m.M43) - 1, 1),
            near: false);
    }

    private float Snap(Vector3 axis, Vector3 position, Vector3 middle)
    {
        double world = (double)Vector3.Dot(axis, position) + Vector3.Dot(axis, middle);
        return (float)((Math.Round(world / Texel) * Texel) - Vector3.Dot(axis, position));
    }
}
