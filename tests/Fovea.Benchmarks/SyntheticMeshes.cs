using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Meshes;

namespace Fovea.Benchmarks;

/// <summary>Boxes, balls and cylinders from which measurements build their scenes; several make one mesh.</summary>
internal sealed class SyntheticMeshes
{
    private readonly List<Vertex> _vertices = new();
    private readonly List<uint> _indices = new();

    public MeshData Build(string name) => new(name, _vertices.ToArray(), _indices.ToArray());

    public SyntheticMeshes Box(Vector3 min, Vector3 max, uint color, uint surface)
    {
        Vector3 center = (min + max) / 2, half = (max - min) / 2;
        foreach (Vector3 n in new[] { Vector3.UnitX, -Vector3.UnitX, Vector3.UnitY, -Vector3.UnitY, Vector3.UnitZ, -Vector3.UnitZ })
        {
            Vector3 u = MathF.Abs(n.Y) > 0.5f ? Vector3.UnitX : Vector3.UnitY, v = Vector3.Cross(n, u);
            Quad(center + (n * half), u * half, v * half, n, color, surface);
        }

        return this;
    }

    public SyntheticMeshes Ball(Vector3 center, float radius, int rings, uint color, uint surface, float rough = 0)
    {
        uint start = (uint)_vertices.Count;
        int columns = 2 * rings;
        for (int i = 0; i <= rings; i++)
        {
            for (int j = 0; j <= columns; j++)
            {
                float a = MathF.PI * i / rings, b = 2 * MathF.PI * (j % columns) / columns;
                var n = new Vector3(MathF.Sin(a) * MathF.Cos(b), MathF.Cos(a), MathF.Sin(a) * MathF.Sin(b));
                float r = radius * (1 + (rough * MathF.Sin((7 * n.X) + (5 * n.Y * n.Z * 3)) * MathF.Cos((9 * n.Z) + (4 * n.Y))));
                _vertices.Add(new Vertex(center + (n * r), n, new Vector2((float)j / columns, (float)i / rings), color, surface));
            }
        }

        for (int i = 0; i < rings; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                uint a = start + (uint)((i * (columns + 1)) + j), b = a + (uint)columns + 1;
                _indices.AddRange([a, a + 1, b, b, a + 1, b + 1]);
            }
        }

        return this;
    }

    public SyntheticMeshes Cylinder(Vector3 from, Vector3 to, float radius, int sides, uint color, uint surface)
    {
        Vector3 axis = Vector3.Normalize(to - from), u = Vector3.Normalize(Vector3.Cross(axis, MathF.Abs(axis.Y) > 0.9f ? Vector3.UnitX : Vector3.UnitY)), v = Vector3.Cross(axis, u);
        uint start = (uint)_vertices.Count;
        for (int i = 0; i <= sides; i++)
        {
            float a = 2 * MathF.PI * i / sides;
            Vector3 n = (u * MathF.Cos(a)) + (v * MathF.Sin(a));
            _vertices.Add(new Vertex(from + (n * radius), n, Vector2.Zero, color, surface));
            _vertices.Add(new Vertex(to + (n * radius), n, Vector2.Zero, color, surface));
        }

        for (uint i = 0; i < sides; i++)
        {
            uint a = start + (2 * i);
            _indices.AddRange([a, a + 2, a + 1, a + 1, a + 2, a + 3]);
        }

        foreach ((Vector3 center, float sign) in new[] { (from, -1f), (to, 1f) })
        {
            uint middle = (uint)_vertices.Count;
            _vertices.Add(new Vertex(center, axis * sign, Vector2.Zero, color, surface));
            for (int i = 0; i <= sides; i++)
            {
                float a = 2 * MathF.PI * i / sides * sign;
                _vertices.Add(new Vertex(center + (((u * MathF.Cos(a)) + (v * MathF.Sin(a))) * radius), axis * sign, Vector2.Zero, color, surface));
            }

            for (uint i = 1; i <= sides; i++)
                _indices.AddRange([middle, middle + i, middle + i + 1]);
        }

        return this;
    }

    private void Quad(Vector3 center, Vector3 u, Vector3 v, Vector3 n, uint color, uint surface)
    {
        uint start = (uint)_vertices.Count;
        _vertices.Add(new Vertex(center - u - v, n, new Vector2(0, 1), color, surface));
        _vertices.Add(new Vertex(center + u - v, n, new Vector2(1, 1), color, surface));
        _vertices.Add(new Vertex(center + u + v, n, new Vector2(1, 0), color, surface));
        _vertices.Add(new Vertex(center - u + v, n, new Vector2(0, 0), color, surface));
        _indices.AddRange(Vector3.Dot(Vector3.Cross(u, v), n) > 0 ? [start, start + 1, start + 2, start, start + 2, start + 3] : [start, start + 2, start + 1, start, start + 3, start + 2]);
    }
}
