using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>The meshes that are on the GPU, each uploaded when it is first asked for and dropped when no frame has asked for some time.</summary>
/// <remarks>
/// Meshes are numbered anew in each frame, in the order in which it asks for them: draws are sorted by number, and where surfaces coincide the
/// first drawn is seen, which must not depend on the frames before. Whoever draws them binds the vertex array of <see cref="MeshArray"/>, which knows their layout.
/// </remarks>
internal sealed class MeshStore : IDisposable
{
    private const int FramesKept = 120;

    private readonly GpuContext _context;
    private readonly Dictionary<MeshData, MeshBuffers> _meshes = new(ReferenceEqualityComparer.Instance);
    private readonly List<MeshBuffers> _byNumber = new();
    private readonly List<MeshData> _dropped = new();
    private long _frame;

    public MeshStore(GpuContext context) => _context = context;

    /// <summary>How many meshes it holds.</summary>
    public int Count => _meshes.Count;

    /// <summary>The mesh with a number of this frame.</summary>
    public MeshBuffers this[int number] => _byNumber[number];

    /// <summary>Begins a frame: drops what was not used of late, and forgets the numbers.</summary>
    public void BeginFrame()
    {
        _frame++;
        _byNumber.Clear();
        if (_frame % FramesKept != 0)
            return;
        foreach ((MeshData data, MeshBuffers mesh) in _meshes)
        {
            if (_frame - mesh.LastUsed > FramesKept)
                _dropped.Add(data);
        }

        foreach (MeshData data in _dropped)
        {
            _meshes.Remove(data, out MeshBuffers? mesh);
            mesh!.Dispose();
        }

        _dropped.Clear();
    }

    /// <summary>A mesh on the GPU; null for one without triangles.</summary>
    public MeshBuffers? Find(MeshData data)
    {
        if (data.Indices.Length == 0)
            return null;
        if (!_meshes.TryGetValue(data, out MeshBuffers? mesh))
            _meshes.Add(data, mesh = new MeshBuffers(_context, data));
        if (mesh.LastUsed == _frame)
            return mesh;
        mesh.LastUsed = _frame;
        mesh.Number = _byNumber.Count;
        _byNumber.Add(mesh);
        return mesh;
    }

    /// <summary>Deletes all of them.</summary>
    public void Dispose()
    {
        foreach (MeshBuffers mesh in _meshes.Values)
            mesh.Dispose();
        _meshes.Clear();
    }
}
