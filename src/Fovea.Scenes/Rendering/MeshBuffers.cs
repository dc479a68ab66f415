using System;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>A mesh on the GPU: vertices as <see cref="Vertex"/> lays them out, and 32-bit indices.</summary>
internal sealed class MeshBuffers : IDisposable
{
    public MeshBuffers(GpuContext context, MeshData mesh)
    {
        IndexCount = mesh.Indices.Length;
        Bounds = mesh.Bounds;
        HasPlainTriangles = ArePlain(mesh);
        using var making = new Making();
        Vertices = making.Own(GpuBuffer.Of<Vertex>(context, mesh.Vertices, mesh.Name));
        Indices = making.Own(GpuBuffer.Of<uint>(context, mesh.Indices, mesh.Name));
        making.Complete();
    }

    /// <summary>Which mesh of the frame this is; draws are sorted by it.</summary>
    public int Number { get; set; }

    public int IndexCount { get; }

    public Bounds Bounds { get; }

    /// <summary>Whether the corners of each triangle have one colour and surface.</summary>
    public bool HasPlainTriangles { get; }

    public GpuBuffer Vertices { get; }

    public GpuBuffer Indices { get; }

    /// <summary>The last frame in which it was asked for.</summary>
    public long LastUsed { get; set; } = -1;

    public void Dispose()
    {
        Vertices.Dispose();
        Indices.Dispose();
    }

    private static bool ArePlain(MeshData mesh)
    {
        for (int i = 0; i < mesh.Indices.Length; i += 3)
        {
            ref readonly Vertex a = ref mesh.Vertices[mesh.Indices[i]], b = ref mesh.Vertices[mesh.Indices[i + 1]], c = ref mesh.Vertices[mesh.Indices[i + 2]];
            if (a.Color != b.Color || a.Color != c.Color || a.Surface != b.Surface || a.Surface != c.Surface)
                return false;
        }

        return true;
    }
}
