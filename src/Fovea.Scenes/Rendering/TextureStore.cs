using System;
using System.Collections.Generic;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Rendering;

/// <summary>The pictures on surfaces that are on the GPU, each uploaded when it is first asked for and dropped when no frame has asked for some time.</summary>
internal sealed class TextureStore : IDisposable
{
    private const int FramesKept = 120;

    private readonly GpuContext _context;
    private readonly Dictionary<TextureData, Entry> _textures = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SurfaceMaps, int> _numbers = new();
    private readonly List<SurfaceMaps> _sets = new();
    private readonly List<TextureData> _dropped = new();
    private readonly GpuSurfaceTexture _white;
    private readonly GpuSurfaceTexture _flat;
    private long _frame;

    public TextureStore(GpuContext context)
    {
        _context = context;
        using var making = new Making();
        _white = making.Own(new GpuSurfaceTexture(context, 1, 1, [255, 255, 255, 255], false, true, "no texture"));
        _flat = making.Own(new GpuSurfaceTexture(context, 1, 1, [128, 128, 255, 255], false, true, "no normals"));
        making.Complete();
    }

    /// <summary>How many textures it holds.</summary>
    public int Count => _textures.Count;

    /// <summary>The textures with a number that <see cref="NumberOf"/> gave in this frame.</summary>
    public SurfaceMaps this[int number] => _sets[number - 1];

    /// <summary>Begins a frame: drops what was not used of late, and forgets the numbers.</summary>
    public void BeginFrame()
    {
        _frame++;
        _numbers.Clear();
        _sets.Clear();
        if (_frame % FramesKept != 0)
            return;
        foreach ((TextureData data, Entry entry) in _textures)
        {
            if (_frame - entry.LastUsed > FramesKept)
                _dropped.Add(data);
        }

        foreach (TextureData data in _dropped)
        {
            _textures.Remove(data, out Entry? entry);
            entry!.Texture.Dispose();
        }

        _dropped.Clear();
    }

    /// <summary>A number for the textures of a material, the same for materials with the same ones; 0 for one without.</summary>
    public int NumberOf(Material material)
    {
        if (material.BaseColorTexture is null && material.MetallicRoughnessTexture is null && material.NormalTexture is null && material.EmissionTexture is null)
            return 0;
        var maps = new SurfaceMaps(
            Find(material.BaseColorTexture) ?? _white, Find(material.MetallicRoughnessTexture) ?? _white,
            Find(material.NormalTexture) ?? _flat, Find(material.EmissionTexture) ?? _white);
        if (!_numbers.TryGetValue(maps, out int number))
        {
            _sets.Add(maps);
            _numbers.Add(maps, number = _sets.Count);
        }

        return number;
    }

    /// <summary>Deletes all of them.</summary>
    public void Dispose()
    {
        foreach (Entry entry in _textures.Values)
            entry.Texture.Dispose();
        _textures.Clear();
        _white.Dispose();
        _flat.Dispose();
    }

    private GpuSurfaceTexture? Find(TextureData? data)
    {
        if (data is null)
            return null;
        if (!_textures.TryGetValue(data, out Entry? entry))
        {
            int largest = _context.Limits.MaxTextureSize;
            if (data.Width > largest || data.Height > largest)
            {
                throw new SceneException(
                    $"The texture '{data.Name}' has {data.Width} x {data.Height} pixels; this device takes {largest} a side. Make it smaller.");
            }

            entry = new Entry(new GpuSurfaceTexture(_context, data.Width, data.Height, data.Rgba, data.IsColor, data.Repeats, data.Name));
            _textures.Add(data, entry);
        }

        entry.LastUsed = _frame;
        return entry.Texture;
    }

    private sealed class Entry(GpuSurfaceTexture texture)
    {
        public GpuSurfaceTexture Texture { get; } = texture;

        public long LastUsed { get; set; }
    }
}
