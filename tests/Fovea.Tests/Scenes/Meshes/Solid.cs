using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Meshes;
using Xunit;

namespace Fovea.Tests.Scenes.Meshes;

/// <summary>What a mesh encloses, by the divergence theorem, and whether it encloses anything.</summary>
internal static class Solid
{
    /// <summary>Asserts that each edge between two positions is run through as often one way as the other, so that there is no hole.</summary>
    public static void AssertClosed(MeshData mesh)
    {
        Dictionary<(Vector3, Vector3), int> edges = [];
        foreach ((Vector3 a, Vector3 b, Vector3 c) in Triangles(mesh))
        {
            foreach ((Vector3, Vector3) edge in new[] { (a, b), (b, c), (c, a) })
            {
                Assert.True(edge.Item1 != edge.Item2, $"{mesh.Name} has an edge of no length at {edge.Item1}");
                edges[edge] = edges.GetValueOrDefault(edge) + 1;
            }
        }

        foreach (((Vector3 from, Vector3 to), int count) in edges)
            Assert.True(count == edges.GetValueOrDefault((to, from)), $"{mesh.Name} is open along {from} - {to}");
    }

    /// <summary>Asserts that each edge has exactly two faces.</summary>
    public static void AssertManifold(MeshData mesh)
    {
        AssertClosed(mesh);
        Assert.All(
            Triangles(mesh).SelectMany(t => new[] { (t.A, t.B), (t.B, t.C), (t.C, t.A) }).GroupBy(e => e),
            e => Assert.Single(e));
    }

    /// <summary>Asserts that normals have length 1 and look to the side from which the triangle is counter-clockwise.</summary>
    public static void AssertNormals(MeshData mesh, double leastCosine = 0.2)
    {
        foreach (Vertex vertex in mesh.Vertices)
            Assert.Equal(1, vertex.Normal.Length(), 1e-5);
        for (int i = 0; i < mesh.Indices.Length; i += 3)
        {
            Vertex a = mesh.Vertices[mesh.Indices[i]], b = mesh.Vertices[mesh.Indices[i + 1]], c = mesh.Vertices[mesh.Indices[i + 2]];
            Vector3 face = Vector3.Normalize(Vector3.Cross(b.Position - a.Position, c.Position - a.Position));
            foreach (Vertex vertex in new[] { a, b, c })
                Assert.True(Vector3.Dot(face, vertex.Normal) > leastCosine, $"{mesh.Name}: face {face} has a corner at {vertex.Position} with normal {vertex.Normal}");
        }
    }

    public static double Volume(MeshData mesh) => Triangles(mesh).Sum(t =>
        ((double)t.A.X * (((double)t.B.Y * t.C.Z) - ((double)t.B.Z * t.C.Y)) + (double)t.A.Y * (((double)t.B.Z * t.C.X) - ((double)t.B.X * t.C.Z)) +
        (double)t.A.Z * (((double)t.B.X * t.C.Y) - ((double)t.B.Y * t.C.X))) / 6);

    public static double Area(MeshData mesh) => Triangles(mesh).Sum(t => Vector3.Cross(t.B - t.A, t.C - t.A).Length() / 2.0);

    public static IEnumerable<(Vector3 A, Vector3 B, Vector3 C)> Triangles(MeshData mesh)
    {
        for (int i = 0; i < mesh.Indices.Length; i += 3)
            yield return (mesh.Vertices[mesh.Indices[i]].Position, mesh.Vertices[mesh.Indices[i + 1]].Position, mesh.Vertices[mesh.Indices[i + 2]].Position);
    }
}
