using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>The meshes that are on the GPU, each uploaded when it is first asked for and dropped when no frame has asked for some time.</summary>
/// <remarks>
/// Numbers of dropped meshes are given again. Whoever draws them binds the vertex array of <see cref="MeshArray"/>, which knows their layout.
/// </remarks>
internal sealed class MeshStore : IDisposable
{
    private const int FramesKept = 120;

    private readonly GpuContext _context;
    private readonly Dictionary<MeshData, MeshBuffers> _meshes = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<int> _freeNumbers = new();
    private readonly List<MeshData> _dropped = new();
    private MeshBuffers?[] _byNumber = new MeshBuffers?[64];
    private long _frame;

    public MeshStore(GpuContext context) => _context = context;

    /// <summary>How many meshes it holds.</summary>
    public int Count => _meshes.Count;

    /// <summary>The mesh with a number.</summary>
    public MeshBuffers this[int number] => _byNumber[number]!;

    /// <summary>Begins a frame: drops what was not used of late.</summary>
    public void BeginFrame()
    {
        _frame++;
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
            _byNumber[mesh!.Number] = null;
            _freeNumbers.Push(mesh.Number);
            mesh.Dispose();
        }

        _dropped.Clear();
    }

    /// <summary>A mesh on the GPU; null for one without triangles.</summary>
    public MeshBuffers? Find(MeshData data)
    {
        if (data.Indices.Length == 0)
            return null;
        if (!_meshes.TryGetValue(data, out MeshBuffers? mesh))
            mesh = Add(data);
        mesh.LastUsed = _frame;
        return mesh;
    }

    /// <summary>Deletes all of them.</summary>
    public void Dispose()
    {
        foreach (MeshBuffers mesh in _meshes.Values)
            mesh.Dispose();
        _meshes.Clear();
    }

    private MeshBuffers Add(MeshData data)
    {
        int number = _freeNumbers.Count > 0 ? _freeNumbers.Pop() : _meshes.Count;
        var mesh = new MeshBuffers(_context, data, number);
        _meshes.Add(data, mesh);
        if (number >= _byNumber.Length)
            Array.Resize(ref _byNumber, 2 * number);
        _byNumber[number] = mesh;
        return mesh;
    }
}
