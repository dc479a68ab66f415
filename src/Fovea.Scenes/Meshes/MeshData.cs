using System;
using System.Linq;
using System.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>Triangles in memory. It never changes; the renderer keeps its copy on the GPU for as long as the same object is drawn.</summary>
public sealed class MeshData
{
    private Vector3[]? _outline;

    /// <summary>Makes a mesh; the arrays are its own from then on.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="vertices">Corners.</param>
    /// <param name="indices">Three for each triangle, counter-clockwise as seen from outside.</param>
    /// <exception cref="ArgumentException">An index is beyond the vertices, or they are no whole triangles.</exception>
    public MeshData(string name, Vertex[] vertices, uint[] indices)
    {
        if (indices.Length % 3 != 0)
            throw new ArgumentException($"The mesh '{name}' has {indices.Length} indices, which are no whole triangles.", nameof(indices));
        if (indices.Any(i => i >= vertices.Length))
            throw new ArgumentException($"The mesh '{name}' has an index of {indices.Max()} but only {vertices.Length} vertices.", nameof(indices));
        (Name, Vertices, Indices) = (name, vertices, indices);
        // Corners that no triangle uses are no part of it: files share their corners among meshes.
        Bounds bounds = Bounds.Empty;
        foreach (uint index in indices)
            bounds = bounds.With(vertices[index].Position);
        Bounds = bounds;
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Corners.</summary>
    public Vertex[] Vertices { get; }

    /// <summary>Three for each triangle, counter-clockwise as seen from outside.</summary>
    public uint[] Indices { get; }

    /// <summary>The smallest box around it.</summary>
    public Bounds Bounds { get; }

    /// <summary>Its distinct positions, from which boxes around it in a picture are computed.</summary>
    public ReadOnlySpan<Vector3> Outline => _outline ??= Indices.Select(i => Vertices[i].Position).Distinct().ToArray();
}
