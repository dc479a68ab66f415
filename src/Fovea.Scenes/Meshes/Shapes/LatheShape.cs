using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fovea.Scenes.Meshes.Shapes;

/// <summary>Bodies of revolution: an outline turned about the y axis. Most round shapes are made of it.</summary>
public static class LatheShape
{
    /// <summary>Turns an outline about the y axis.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="profile">
    /// (distance from the axis, height), metres, so that outside lies to the right of the way: out along the bottom, up, and back along
    /// the top. Closed bodies begin and end on the axis, or where they began.
    /// </param>
    /// <param name="segments">Parts of the turn, 3 or more.</param>
    /// <param name="creaseDegrees">Corners of the outline sharper than this stay edges; the others are smoothed.</param>
    /// <remarks>Texture coordinates are metres along the turn, at the widest place, and down from the outline's end.</remarks>
    /// <exception cref="ArgumentException">Fewer than 2 points or 3 segments, or a negative distance.</exception>
    public static MeshBuilder Lathe(this MeshBuilder builder, IReadOnlyList<Vector2> profile, int segments, float creaseDegrees = 35)
    {
        if (profile.Count < 2 || segments < 3)
            throw new ArgumentException($"A lathe takes 2 or more points and 3 or more segments, not {profile.Count} and {segments}.", nameof(profile));
        bool closed = profile[0] == profile[^1];
        int parts = profile.Count - 1;
        // A little less than the angle: opposite normals have no mean.
        double crease = Math.Cos(creaseDegrees * Math.PI / 180) + 1e-6;
        var outward = new Vector2[parts];
        float length = 0, widest = 0;
        for (int i = 0; i < parts; i++)
        {
            Vector2 way = profile[i + 1] - profile[i];
            if (profile[i].X < 0 || profile[i + 1].X < 0)
                throw new ArgumentException("A lathe's outline crosses its axis.", nameof(profile));
            outward[i] = way.LengthSquared() > 0 ? Vector2.Normalize(new Vector2(way.Y, -way.X)) : Vector2.UnitX;
            length += way.Length();
            widest = MathF.Max(widest, MathF.Max(profile[i].X, profile[i + 1].X));
        }

        float along = 0;
        uint below = 0;
        for (int i = 0; i < parts; i++)
        {
            // A smooth corner shares its ring of vertices with the part before, a sharp one has a ring of its own.
            bool shares = i > 0 && Vector2.Dot(outward[i - 1], outward[i]) >= crease;
            Vector2 before = Neighbour(i, -1), after = Neighbour(i, 1);
            if (!shares)
                below = Ring(profile[i], before, length - along);
            along += (profile[i + 1] - profile[i]).Length();
            uint above = Ring(profile[i + 1], after, length - along);
            for (uint k = 0; k < segments; k++)
            {
                if (profile[i].X > 0)
                    builder.Triangle(below + k, below + k + 1, above + k + 1);
                if (profile[i + 1].X > 0)
                    builder.Triangle(below + k, above + k + 1, above + k);
            }

            below = above;
        }

        return builder;

        // The normal at one end of a part: the mean with the part beyond, where that goes on smoothly.
        Vector2 Neighbour(int part, int side)
        {
            int other = part + side;
            if (closed)
                other = (other + parts) % parts;
            Vector2 own = outward[part];
            // On the axis the outline goes on with its own mirror image: a sphere's pole is smooth, a cone's tip is not.
            bool isPole = other < 0 || other >= parts;
            Vector2 beyond = !isPole ? outward[other] : profile[side < 0 ? 0 : parts].X == 0 ? new Vector2(-own.X, own.Y) : own;
            return Vector2.Dot(own, beyond) >= crease ? own + beyond : own;
        }

        uint Ring(Vector2 at, Vector2 normal, float down)
        {
            var first = (uint)builder.VertexCount;
            for (int k = 0; k <= segments; k++)
            {
                (float cos, float sin) = Circle.At(k, segments);
                // At the pole all share one position, but each triangle keeps its own normal and place in the picture.
                builder.Vertex(
                    new Vector3(at.X * cos, at.Y, -at.X * sin),
                    new Vector3(normal.X * cos, normal.Y, -normal.X * sin),
                    new Vector2(2 * MathF.PI * widest * k / segments, down));
            }

            return first;
        }
    }
}
