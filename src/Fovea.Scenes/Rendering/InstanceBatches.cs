using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>
/// The draws of one view: items that it sees, sorted so that what shares mesh, textures and flags is one instanced draw, near ones first.
/// </summary>
/// <remarks>
/// The order matters for speed, and where surfaces coincide, of which the first drawn is seen: so it follows from the frame alone, and ties go by
/// the items' order. A key of 64 bits is flags (8), textures (14), mesh (20) and the distance (22); draws are then sorted by their nearest
/// instance, so that most of what is hidden fails the depth test before it is shaded.
/// </remarks>
internal sealed class InstanceBatches : IDisposable
{
    private const int Ring = 3;

    private readonly GpuContext _context;
    private readonly MeshStore _meshes;
    private readonly TextureStore _textures;
    private readonly GpuBuffer?[] _buffers = new GpuBuffer?[Ring];
    private readonly List<DrawBatch> _batches = new();
    private ulong[] _keys = new ulong[256];
    private int[] _items = new int[256];
    private ulong[] _order = new ulong[64];
    private DrawBatch[] _sorted = new DrawBatch[64];
    private InstanceRecord[] _records = new InstanceRecord[256];
    private int _count;
    private int _turn;

    public InstanceBatches(GpuContext context, MeshStore meshes, TextureStore textures)
    {
        _context = context;
        _meshes = meshes;
        _textures = textures;
    }

    /// <summary>The draws, near ones first.</summary>
    public ReadOnlySpan<DrawBatch> Batches => _sorted.AsSpan(0, _batches.Count);

    /// <summary>How many items are drawn.</summary>
    public int Count => _count;

    /// <summary>How many triangles they have.</summary>
    public long Triangles
    {
        get
        {
            long sum = 0;
            foreach (ref readonly DrawBatch batch in Batches)
                sum += (long)batch.Count * _meshes[batch.Mesh].IndexCount / 3;
            return sum;
        }
    }

    /// <summary>Where the instances are; valid while there are any.</summary>
    public GpuBuffer Instances => _buffers[_turn]!;

    /// <summary>Begins anew, for at most so many items.</summary>
    public void Clear(int capacity)
    {
        _count = 0;
        if (_keys.Length >= capacity)
            return;
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        (_keys, _items, _records) = (new ulong[size], new int[size], new InstanceRecord[size]);
    }

    /// <summary>Takes an item.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="item">What it is.</param>
    /// <param name="mesh">Its mesh on the GPU.</param>
    /// <param name="reach">Metres to its far end, or whatever grows with the wish to draw it late.</param>
    /// <param name="shadow">Whether only its outline counts: textures then part draws only where they cut holes.</param>
    public void Add(int index, in DrawItem item, MeshBuffers mesh, float reach, bool shadow)
    {
        Material material = item.Material;
        BatchFlags flags = material.IsDoubleSided ? BatchFlags.DoubleSided : BatchFlags.None;
        if (IsMirrored(item.World))
            flags |= BatchFlags.Mirrored;
        if (material.AlphaCutoff is not null)
            flags |= BatchFlags.Cutoff;
        if (!shadow && material.Pattern != SurfacePattern.None)
            flags |= BatchFlags.Pattern;
        if (!shadow && material.NormalTexture is not null)
            flags |= BatchFlags.NormalMap;
        if (!shadow && material.Emission != Vector3.Zero)
            flags |= BatchFlags.Glows;
        int textures = shadow && material.AlphaCutoff is null ? 0 : _textures.NumberOf(material);
        if (!shadow)
            flags |= Speed(item, mesh, flags, textures);
        ulong depth = (ulong)Math.Clamp(reach * 1024f, 0f, 0x3fffff);
        _keys[_count] = ((ulong)flags << 56) | (((ulong)textures & 0x3fff) << 42) | (((ulong)mesh.Number & 0xfffff) << 22) | depth;
        _items[_count++] = index;
    }

    /// <summary>Sorts what was taken and writes it to the GPU.</summary>
    public void Finish(List<DrawItem> items, Vector3 camera, Vector3 nextCamera)
    {
        Array.Sort(_keys, _items, 0, _count);
        SortTies();
        ReadOnlySpan<DrawItem> all = CollectionsMarshal.AsSpan(items);
        _batches.Clear();
        int first = 0;
        for (int i = 0; i < _count; i++)
        {
            InstanceRecord.Write(ref _records[i], all[_items[i]], camera, nextCamera);
            if (i + 1 < _count && _keys[i + 1] >> 22 == _keys[i] >> 22)
                continue;
            ulong key = _keys[first];
            _batches.Add(new DrawBatch((int)(key >> 22) & 0xfffff, (int)(key >> 42) & 0x3fff, (BatchFlags)(key >> 56), first, i + 1 - first));
            first = i + 1;
        }

        SortBatches();
        Upload();
    }

    /// <summary>Deletes the buffers.</summary>
    public void Dispose()
    {
        foreach (GpuBuffer? buffer in _buffers)
            buffer?.Dispose();
    }

    private static BatchFlags Speed(in DrawItem item, MeshBuffers mesh, BatchFlags flags, int textures)
    {
        BatchFlags speed = item.World == item.NextWorld ? BatchFlags.None : BatchFlags.Moves;
        const BatchFlags Features = BatchFlags.Cutoff | BatchFlags.Pattern | BatchFlags.NormalMap | BatchFlags.Glows;
        return textures == 0 && (flags & Features) == 0 && mesh.HasPlainTriangles ? speed | BatchFlags.Plain : speed;
    }

    private static bool IsMirrored(in Matrix4x4 m) =>
        (m.M11 * ((m.M22 * m.M33) - (m.M23 * m.M32))) - (m.M12 * ((m.M21 * m.M33) - (m.M23 * m.M31))) + (m.M13 * ((m.M21 * m.M32) - (m.M22 * m.M31))) < 0;

    // The sort leaves equal keys in any order.
    private void SortTies()
    {
        for (int first = 0, i = 1; i <= _count; i++)
        {
            if (i < _count && _keys[i] == _keys[first])
                continue;
            if (i - first > 1)
                Array.Sort(_items, first, i - first);
            first = i;
        }
    }

    private void SortBatches()
    {
        int count = _batches.Count;
        if (_sorted.Length < count)
            (_sorted, _order) = (new DrawBatch[2 * count], new ulong[2 * count]);
        for (int i = 0; i < count; i++)
        {
            _sorted[i] = _batches[i];
            int first = _batches[i].First;
            _order[i] = ((_keys[first] & 0x3fffff) << 32) | (uint)_items[first];
        }

        Array.Sort(_order, _sorted, 0, count);
    }

    // In turn, so that nothing waits for the frames that still draw from the others.
    private void Upload()
    {
        _turn = (_turn + 1) % Ring;
        if (_count == 0)
            return;
        long bytes = (long)_records.Length * InstanceRecord.Size;
        if (_buffers[_turn] is not { } buffer || buffer.Size < bytes)
        {
            _buffers[_turn]?.Dispose();
            _buffers[_turn] = buffer = new GpuBuffer(_context, bytes, "scene instances", BufferUsageARB.DynamicDraw);
        }

        buffer.Upload<InstanceRecord>(_records.AsSpan(0, _count));
    }
}
