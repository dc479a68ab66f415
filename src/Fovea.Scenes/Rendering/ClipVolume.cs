using System;
using System.Numerics;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>What a camera, or the sun's shadow map, can see: the inside of planes.</summary>
/// <remarks>The planes come from the rows of the matrix to clip space (Gribb and Hartmann, Fast Extraction of Viewing Frustum Planes, 2001).</remarks>
internal struct ClipVolume
{
    private Vector4 _left, _right, _bottom, _top, _near, _far;

    /// <summary>The volume of a matrix to clip space (row vectors).</summary>
    /// <param name="m">The matrix.</param>
    /// <param name="near">Whether it ends before what is too near; shadows are thrown from there too.</param>
    public ClipVolume(in Matrix4x4 m, bool near)
    {
        var x = new Vector4(m.M11, m.M21, m.M31, m.M41);
        var y = new Vector4(m.M12, m.M22, m.M32, m.M42);
        var z = new Vector4(m.M13, m.M23, m.M33, m.M43);
        var w = new Vector4(m.M14, m.M24, m.M34, m.M44);
        (_left, _right, _bottom, _top, _far) = (w + x, w - x, w + y, w - y, w - z);
        _near = near ? w + z : new Vector4(0, 0, 0, 1);
    }

    /// <summary>Whether any of a box may be inside.</summary>
    /// <param name="bounds">The box in its own space.</param>
    /// <param name="world">To the space that the matrix takes.</param>
    /// <param name="origin">What to subtract then.</param>
    public readonly bool Touches(in Bounds bounds, in Matrix4x4 world, Vector3 origin) => TouchesSwept(bounds, world, origin, Vector3.Zero);

    /// <summary>Whether any of a box, or of what it sweeps as it moves along a way, may be inside.</summary>
    /// <param name="bounds">The box in its own space.</param>
    /// <param name="world">To the space that the matrix takes.</param>
    /// <param name="origin">What to subtract then.</param>
    /// <param name="way">Where it moves.</param>
    public readonly bool TouchesSwept(in Bounds bounds, in Matrix4x4 world, Vector3 origin, Vector3 way)
    {
        Vector3 half = bounds.Size * 0.5f;
        Vector3 center = Vector3.Transform(bounds.Center, world) - origin + (way * 0.5f);
        way *= 0.5f;
        var x = new Vector3(world.M11, world.M12, world.M13) * half.X;
        var y = new Vector3(world.M21, world.M22, world.M23) * half.Y;
        var z = new Vector3(world.M31, world.M32, world.M33) * half.Z;
        return Touches(_left, center, x, y, z, way) && Touches(_right, center, x, y, z, way) && Touches(_bottom, center, x, y, z, way)
            && Touches(_top, center, x, y, z, way) && Touches(_near, center, x, y, z, way) && Touches(_far, center, x, y, z, way);
    }

    // The box reaches to the plane's inner side if its farthest corner does; rounding must not take away what just touches.
    private static bool Touches(in Vector4 plane, Vector3 center, Vector3 x, Vector3 y, Vector3 z, Vector3 way)
    {
        var normal = new Vector3(plane.X, plane.Y, plane.Z);
        float reach = MathF.Abs(Vector3.Dot(normal, x)) + MathF.Abs(Vector3.Dot(normal, y)) + MathF.Abs(Vector3.Dot(normal, z))
            + MathF.Abs(Vector3.Dot(normal, way));
        float distance = Vector3.Dot(normal, center) + plane.W;
        return distance + reach >= -1e-5f * (MathF.Abs(distance) + reach + 1);
    }
}
