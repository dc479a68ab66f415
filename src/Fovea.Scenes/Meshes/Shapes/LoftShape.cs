using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>A skin over sections of the same number of points.</summary>
public static class LoftShape
{
    /// <summary>Joins each section to the next.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="sections">
    /// Two or more, each of the same three or more points in turn, counter-clockwise as seen from the last section towards the first.
    /// </param>
    /// <param name="creaseDegrees">Edges sharper than this stay edges.</param>
    /// <param name="hasCaps">Whether the first and the last section are closed; they must then be convex.</param>
    public static MeshBuilder Loft(this MeshBuilder builder, IReadOnlyList<Vector3[]> sections, float creaseDegrees = 30, bool hasCaps = true)
    {
        int count = sections.Count > 1 ? sections[0].Length : 0;
        if (count < 3)
            throw new ArgumentException("A loft has two or more sections of three or more points.", nameof(sections));
        int first = builder.TriangleCount;
        for (int s = 1; s < sections.Count; s++)
        {
            if (sections[s].Length != count)
                throw new ArgumentException($"A loft's sections have {count} and {sections[s].Length} points.", nameof(sections));
            for (int i = 0; i < count; i++)
            {
                int next = (i + 1) % count;
                builder.Triangle(sections[s - 1][i], sections[s - 1][next], sections[s][next]);
                builder.Triangle(sections[s - 1][i], sections[s][next], sections[s][i]);
            }
        }

        if (hasCaps)
        {
            builder.Face([.. sections[^1]]);
            var start = (Vector3[])sections[0].Clone();
            Array.Reverse(start);
            builder.Face(start);
        }

        return builder.Smooth(first, creaseDegrees);
    }
}
