using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>Makes the normals of faces into those of the rounded surface that the faces stand for.</summary>
internal static class NormalSmoother
{
    /// <summary>Gives every corner of triangles its own vertex with the mean of its neighbours' normals, weighted by their angle there.</summary>
    /// <remarks>Corners at bitwise the same position are neighbours. Vertices of the same content are shared again.</remarks>
    public static void Smooth(List<Vertex> vertices, Span<uint> indices, float creaseDegrees)
    {
        float cosine = (float)Math.Cos(creaseDegrees * Math.PI / 180);
        int triangles = indices.Length / 3;
        var faces = new Vector3[triangles];
        Dictionary<Vector3, List<(int Triangle, float Angle)>> around = [];
        for (int t = 0; t < triangles; t++)
        {
            Vector3 a = At(indices[3 * t]), b = At(indices[(3 * t) + 1]), c = At(indices[(3 * t) + 2]);
            Vector3 cross = Vector3.Cross(b - a, c - a);
            faces[t] = cross.LengthSquared() > 0 ? Vector3.Normalize(cross) : Vector3.Zero;
            Meet(a, Angle(b - a, c - a), t);
            Meet(b, Angle(c - b, a - b), t);
            Meet(c, Angle(a - c, b - c), t);
        }

        Dictionary<Vertex, uint> made = [];
        for (int i = 0; i < indices.Length; i++)
        {
            Vertex old = vertices[(int)indices[i]];
            Vector3 own = faces[i / 3], sum = Vector3.Zero;
            foreach ((int triangle, float angle) in around[old.Position])
            {
                if (Vector3.Dot(faces[triangle], own) >= cosine)
                    sum += angle * faces[triangle];
            }

            Vertex smooth = old with { Normal = sum.LengthSquared() > 0 ? Vector3.Normalize(sum) : old.Normal };
            if (!made.TryGetValue(smooth, out uint index))
            {
                index = (uint)vertices.Count;
                vertices.Add(smooth);
                made.Add(smooth, index);
            }

            indices[i] = index;
        }

        Vector3 At(uint index) => vertices[(int)index].Position;

        void Meet(Vector3 position, float angle, int triangle)
        {
            if (!around.TryGetValue(position, out List<(int Triangle, float Angle)>? list))
                around.Add(position, list = []);
            list.Add((triangle, angle));
        }
    }

    private static float Angle(Vector3 u, Vector3 v)
    {
        float lengths = u.Length() * v.Length();
        return lengths > 0 ? MathF.Acos(Math.Clamp(Vector3.Dot(u, v) / lengths, -1f, 1f)) : 0;
    }
}
