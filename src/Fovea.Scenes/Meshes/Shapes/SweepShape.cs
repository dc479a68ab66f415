using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>Cross-sections drawn along a spline.</summary>
public static class SweepShape
{
    /// <summary>A closed cross-section along a spline: a kerb, a wall, a rail.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="spline">The way.</param>
    /// <param name="section">(right, up) of its corners, metres, convex, counter-clockwise as seen by who looks along the spline.</param>
    /// <param name="from">Metres along it.</param>
    /// <param name="to">Metres along it; a closed spline's whole length closes the body upon itself.</param>
    /// <param name="step">The greatest distance between two sections.</param>
    /// <param name="creaseDegrees">Edges sharper than this stay edges.</param>
    public static MeshBuilder Sweep(
        this MeshBuilder builder, Spline spline, IReadOnlyList<Vector2> section, double from, double to, double step = 4, float creaseDegrees = 30)
    {
        bool isRing = spline.IsClosed && to - from >= spline.Length - 1e-6;
        List<Vector3[]> sections = [.. spline.Steps(from, to, step).Select(d => section.Select(p => spline.Beside(d, p.X, p.Y)).ToArray())];
        if (isRing)
            sections[^1] = sections[0];
        // A loft's sections are counter-clockwise as seen from its end back to its start: backwards along the spline that is the same.
        sections.Reverse();
        return builder.Loft(sections, creaseDegrees, !isRing);
    }

    /// <summary>A level strip along a spline that looks up. Texture coordinates are metres: across, and along from its start.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="spline">The way.</param>
    /// <param name="from">Metres along it.</param>
    /// <param name="to">Metres along it.</param>
    /// <param name="left">The left edge, metres to the right of the spline.</param>
    /// <param name="right">The right edge, metres to the right of the spline; more than <paramref name="left"/>.</param>
    /// <param name="up">Metres above the spline.</param>
    /// <param name="step">The greatest distance between two sections.</param>
    public static MeshBuilder Ribbon(
        this MeshBuilder builder, Spline spline, double from, double to, double left, double right, double up = 0, double step = 4)
    {
        var first = (uint)builder.VertexCount;
        IReadOnlyList<double> steps = spline.Steps(from, to, step);
        foreach (double distance in steps)
        {
            Vector3 normal = Vector3.Cross(spline.Right(distance), spline.Direction(distance));
            builder.Vertex(spline.Beside(distance, left, up), normal, new Vector2((float)left, (float)-distance));
            builder.Vertex(spline.Beside(distance, right, up), normal, new Vector2((float)right, (float)-distance));
        }

        for (uint i = 0; i + 1 < steps.Count; i++)
        {
            uint a = first + (2 * i);
            builder.Triangle(a, a + 1, a + 3);
            builder.Triangle(a, a + 3, a + 2);
        }

        return builder;
    }
}
