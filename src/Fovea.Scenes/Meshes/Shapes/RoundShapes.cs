using System;
using System.Numerics;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>Cylinders, cones, capsules and spheres between two points: bodies of revolution about any axis.</summary>
public static class RoundShapes
{
    /// <summary>A closed sphere of <paramref name="segments"/> meridians and half as many rings.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="center">Its middle.</param>
    /// <param name="radius">Metres.</param>
    /// <param name="segments">4 or more; even.</param>
    public static MeshBuilder Sphere(this MeshBuilder builder, Vector3 center, float radius, int segments) =>
        builder.At(center, b => b.Lathe(Arc(radius, 0, segments, 0, segments / 2), segments, 180));

    /// <summary>A closed ellipsoid along the axes.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="center">Its middle.</param>
    /// <param name="radii">Half its size along each axis, metres.</param>
    /// <param name="segments">4 or more; even.</param>
    public static MeshBuilder Ellipsoid(this MeshBuilder builder, Vector3 center, Vector3 radii, int segments) =>
        builder.Under(Matrix4x4.CreateScale(radii) * Matrix4x4.CreateTranslation(center), b => b.Sphere(Vector3.Zero, 1, segments));

    /// <summary>A cylinder between two points.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="from">The middle of one end.</param>
    /// <param name="to">The middle of the other.</param>
    /// <param name="radius">Metres.</param>
    /// <param name="segments">Sides, 3 or more.</param>
    /// <param name="hasCaps">Whether its ends are closed.</param>
    public static MeshBuilder Cylinder(this MeshBuilder builder, Vector3 from, Vector3 to, float radius, int segments, bool hasCaps = true) =>
        Frustum(builder, from, to, radius, radius, segments, hasCaps);

    /// <summary>A cone from the middle of its base to its tip.</summary>
    /// <inheritdoc cref="Cylinder"/>
    public static MeshBuilder Cone(this MeshBuilder builder, Vector3 from, Vector3 to, float radius, int segments, bool hasCaps = true) =>
        Frustum(builder, from, to, radius, 0, segments, hasCaps);

    /// <summary>A cylinder that narrows or widens.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="from">The middle of one end.</param>
    /// <param name="to">The middle of the other.</param>
    /// <param name="radiusFrom">Metres, at the one end; 0 for a tip.</param>
    /// <param name="radiusTo">Metres, at the other; 0 for a tip.</param>
    /// <param name="segments">Sides, 3 or more.</param>
    /// <param name="hasCaps">Whether its ends are closed.</param>
    public static MeshBuilder Frustum(
        this MeshBuilder builder, Vector3 from, Vector3 to, float radiusFrom, float radiusTo, int segments, bool hasCaps = true)
    {
        float length = Rotations.Length(to - from);
        Vector2 low = new(radiusFrom, 0), high = new(radiusTo, length);
        Vector2[] profile = (hasCaps && radiusFrom > 0, hasCaps && radiusTo > 0) switch
        {
            (true, true) => [Vector2.Zero, low, high, new Vector2(0, length)],
            (true, false) => [Vector2.Zero, low, high],
            (false, true) => [low, high, new Vector2(0, length)],
            _ => [low, high],
        };
        return builder.Under(Along(from, to), b => b.Lathe(profile, segments));
    }

    /// <summary>A cylinder with half spheres at its ends; the points are the middles of those.</summary>
    /// <inheritdoc cref="Cylinder"/>
    public static MeshBuilder Capsule(this MeshBuilder builder, Vector3 from, Vector3 to, float radius, int segments) =>
        LimbLike(builder, from, to, radius, radius, segments);

    /// <summary>A capsule that narrows or widens, as an arm does.</summary>
    /// <inheritdoc cref="Frustum"/>
    public static MeshBuilder LimbLike(this MeshBuilder builder, Vector3 from, Vector3 to, float radiusFrom, float radiusTo, int segments)
    {
        int quarter = Math.Max(1, segments / 4);
        float length = Rotations.Length(to - from);
        Vector2[] profile = [.. Arc(radiusFrom, 0, 4 * quarter, 0, quarter), .. Arc(radiusTo, length, 4 * quarter, quarter, 2 * quarter)];
        return builder.Under(Along(from, to), b => b.Lathe(profile, segments, 180));
    }

    /// <summary>A closed ring about the y axis.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="center">Its middle.</param>
    /// <param name="radius">From the middle to the middle of the tube, metres.</param>
    /// <param name="tubeRadius">The tube's, metres; at most <paramref name="radius"/>.</param>
    /// <param name="segments">Parts of the ring, 3 or more.</param>
    /// <param name="tubeSegments">Parts of the tube, 3 or more.</param>
    public static MeshBuilder Torus(this MeshBuilder builder, Vector3 center, float radius, float tubeRadius, int segments, int tubeSegments)
    {
        var profile = new Vector2[tubeSegments + 1];
        for (int i = 0; i <= tubeSegments; i++)
        {
            (float cos, float sin) = Circle.At(i, tubeSegments);
            profile[i] = new Vector2(radius + (tubeRadius * cos), tubeRadius * sin);
        }

        return builder.At(center, b => b.Lathe(profile, segments, 180));
    }

    /// <summary>A closed pipe with walls, standing on the y axis.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="center">Its middle.</param>
    /// <param name="outer">The outer radius, metres.</param>
    /// <param name="inner">The inner radius, metres; less than the outer.</param>
    /// <param name="height">Metres.</param>
    /// <param name="segments">Sides, 3 or more.</param>
    public static MeshBuilder Tube(this MeshBuilder builder, Vector3 center, float outer, float inner, float height, int segments)
    {
        float h = height / 2;
        return builder.At(center, b => b.Lathe([new(inner, -h), new(outer, -h), new(outer, h), new(inner, h), new(inner, -h)], segments));
    }

    /// <summary>Takes the y axis to the way from one point to another, and the origin to the first.</summary>
    internal static Matrix4x4 Along(Vector3 from, Vector3 to)
    {
        Vector3 up = Rotations.Normalize(to - from);
        // The axis that the way is furthest from makes the best second one.
        Vector3 other = MathF.Abs(up.Z) > 0.9f ? Vector3.UnitX : -Vector3.UnitZ;
        Vector3 right = Rotations.Normalize(Rotations.Cross(other, up));
        Vector3 back = Rotations.Cross(right, up);
        return new Matrix4x4(
            right.X, right.Y, right.Z, 0,
            up.X, up.Y, up.Z, 0,
            back.X, back.Y, back.Z, 0,
            from.X, from.Y, from.Z, 1);
    }

    // Points of a half circle from the lowest (0) to the highest (steps / 2), at steps of a whole turn.
    private static Vector2[] Arc(float radius, float center, int steps, int first, int last)
    {
        var points = new Vector2[last - first + 1];
        for (int i = first; i <= last; i++)
        {
            (float cos, float sin) = Circle.At(i, steps);
            points[i - first] = new Vector2(radius * sin, center - (radius * cos));
        }

        return points;
    }
}
