using System;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>A mesh on the GPU: vertices as <see cref="Vertex"/> lays them out, and 32-bit indices.</summary>
internal sealed class MeshBuffers : IDisposable
{
    public MeshBuffers(GpuContext context, MeshData mesh, int number)
    {
        Number = number;
        IndexCount = mesh.Indices.Length;
        Bounds = mesh.Bounds;
        using var making = new Making();
        Vertices = making.Own(GpuBuffer.Of<Vertex>(context, mesh.Vertices, mesh.Name));
        Indices = making.Own(GpuBuffer.Of<uint>(context, mesh.Indices, mesh.Name));
        making.Complete();
    }

    /// <summary>Which mesh of its store this is; draws are sorted by it.</summary>
    public int Number { get; }

    public int IndexCount { get; }

    public Bounds Bounds { get; }

    public GpuBuffer Vertices { get; }

    public GpuBuffer Indices { get; }

    /// <summary>The last frame in which it was asked for.</summary>
    public long LastUsed { get; set; }

    public void Dispose()
    {
        Vertices.Dispose();
        Indices.Dispose();
    }
}
