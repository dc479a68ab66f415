using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes;

namespace Fovea.Tests.Scenes.Rendering;

/// <summary>Simple meshes whose geometry is known by formula.</summary>
internal static class TestMeshes
{
    private static readonly uint White = SurfaceBytes.Color(1, 1, 1), Matte = SurfaceBytes.Pack(0, 1);

    /// <summary>A square in y = 0 that faces up.</summary>
    public static MeshData Plane(float half) => new(
        "plane",
        new[] { (-1f, 1f), (1f, 1f), (1f, -1f), (-1f, -1f) }
            .Select(p => new Vertex(new Vector3(p.Item1, 0, p.Item2) * half, Vector3.UnitY, new Vector2(p.Item1, p.Item2) * 0.5f + new Vector2(0.5f), White, Matte)).ToArray(),
        [0, 1, 2, 0, 2, 3]);

    /// <summary>A box of edges 2 around the origin.</summary>
    public static MeshData Box()
    {
        var vertices = new List<Vertex>();
        var indices = new List<uint>();
        foreach (Vector3 n in new[] { Vector3.UnitX, -Vector3.UnitX, Vector3.UnitY, -Vector3.UnitY, Vector3.UnitZ, -Vector3.UnitZ })
        {
            Vector3 u = MathF.Abs(n.Y) > 0.5f ? Vector3.UnitX : Vector3.UnitY, v = Vector3.Cross(n, u);
            uint start = (uint)vertices.Count;
            foreach ((float a, float b) in new[] { (-1f, -1f), (1f, -1f), (1f, 1f), (-1f, 1f) })
                vertices.Add(new Vertex(n + (u * a) + (v * b), n, new Vector2(a, b), White, Matte));
            indices.AddRange([start, start + 1, start + 2, start, start + 2, start + 3]);
        }

        return new MeshData("box", vertices.ToArray(), indices.ToArray());
    }

    /// <summary>A sphere of radius 1.</summary>
    public static MeshData Sphere(int rings = 64)
    {
        var vertices = new List<Vertex>();
        var indices = new List<uint>();
        for (int i = 0; i <= rings; i++)
        {
            for (int j = 0; j <= 2 * rings; j++)
            {
                (float sa, float ca) = MathF.SinCos(MathF.PI * i / rings);
                (float sb, float cb) = MathF.SinCos(MathF.PI * (j % (2 * rings)) / rings);
                var n = new Vector3(sa * cb, ca, sa * sb);
                vertices.Add(new Vertex(n, n, new Vector2((float)j / rings, (float)i / rings), White, Matte));
            }
        }

        for (int i = 0; i < rings; i++)
        {
            for (int j = 0; j < 2 * rings; j++)
            {
                uint a = (uint)((i * ((2 * rings) + 1)) + j), b = a + (uint)(2 * rings) + 1;
                indices.AddRange([a, a + 1, b, b, a + 1, b + 1]);
            }
        }

        return new MeshData("sphere", vertices.ToArray(), indices.ToArray());
    }
}
