using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Rendering;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Labels;

/// <summary>
/// Counts the pixels that each object would have if nothing hid it: the same triangles, matrices and pixels as in the picture, each object
/// drawn alone and without depth, so that a pixel that several of its triangles cover counts once.
/// </summary>
/// <remarks>
/// The meshes are its own, without what colours them: on a processor most of the time goes into corners and small triangles. Four layers are
/// the four channels of one texture, in which the greater value wins, so that one instanced draw fills all of them.
/// </remarks>
internal sealed class UnhiddenPass : IDisposable
{
    private const int LayersPerPage = 4;
    private const int Group = 64;
    private const int Span = 64;
    private const int PieceBytes = 16;

    private readonly GpuContext _context;
    private readonly MeshStore _store;
    private readonly Making _made = new();
    private readonly MeshArray _array;
    private readonly InstanceBatches _batches;
    private readonly MeshPass _meshes;
    private readonly GpuProgram?[] _counts = new GpuProgram?[3];
    private readonly GpuBuffer _view;
    private readonly GpuBuffer _areas;
    private readonly GpuBuffer _pieces;
    private readonly UnhiddenLayers _layers = new();
    private readonly List<DrawItem> _items = new();
    private readonly List<(uint Place, uint Corner, uint Size, uint Unused)> _pieceList = new();
    private readonly List<(uint First, uint End)> _areaList = new();
    private GpuTexture? _page;
    private GpuRenderTargets? _draw;

    public UnhiddenPass(GpuContext context, SceneRenderer renderer)
    {
        _context = context;
        try
        {
            _array = _made.Own(new MeshArray(context, "labelled meshes", InstanceRecord.Size, InstanceRecord.Floats, 1));
            _store = _made.Own(new MeshStore(context));
            _batches = _made.Own(new InstanceBatches(context, _store, renderer.Textures));
            _meshes = new MeshPass(
                context, _store, renderer.Textures, _array, new MeshPrograms(context, "scenes/labels/unhidden.vert", "scenes/labels/unhidden.frag"));
            _counts[0] = Counter(0);
            _view = _made.Own(new GpuBuffer(context, 64, "labels' view", BufferUsageARB.DynamicDraw));
            _areas = _made.Own(new GpuBuffer(context, 8 * 64, "labels' areas", BufferUsageARB.DynamicDraw));
            _pieces = _made.Own(new GpuBuffer(context, PieceBytes * 256, "labels' pieces", BufferUsageARB.DynamicDraw));
        }
        catch
        {
            _made.Dispose();
            throw;
        }
    }

    /// <summary>Adds to the measures what is covered. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    /// <param name="frame">What was drawn.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="view">How it was drawn.</param>
    /// <param name="sheet">Its objects.</param>
    /// <param name="constants">The uniform block of the shaders that count.</param>
    /// <param name="measures">Where to add.</param>
    public void Run(RenderFrame frame, in CameraProjection camera, in FrameView view, LabelSheet sheet, GpuBuffer constants, GpuBuffer measures)
    {
        _store.BeginFrame();
        _layers.Arrange(sheet.Instances, camera, view);
        if (_layers.Count == 0)
            return;
        Prepare(view);
        Matrix4x4 clip = view.Clip;
        _view.Upload<Matrix4x4>(MemoryMarshal.CreateReadOnlySpan(ref clip, 1));
        int lookup = view.IsDirect ? 0 : view.Distortion.IsNone ? 1 : 2;
        GpuProgram counter = _counts[lookup] ??= Counter(lookup);
        if (lookup > 0)
        {
            LensUniforms.Set(_context, counter, view);
            UploadAreas();
        }

        for (int first = 0; first < _layers.Count; first += LayersPerPage)
        {
            Collect(frame, view, sheet, first);
            Draw(view);
            Cut(first);
            Upload<(uint, uint, uint, uint)>(_pieces, CollectionsMarshal.AsSpan(_pieceList));
            constants.Whole.BindUniform(0);
            measures.Whole.BindStorage(0);
            _areas.Whole.BindStorage(2);
            _page!.Bind(0);
            Count(counter);
        }
    }

    public void Dispose()
    {
        _made.Dispose();
        _draw?.Dispose();
        _page?.Dispose();
    }

    private GpuProgram Counter(int lookup) => _context.Programs.Compute(
        "scenes/labels/unhidden.comp", ShaderDefines.None.With("GROUP", Group).With("LOOKUP", lookup > 0).With("LENS", lookup > 1));

    // In slices of no more groups than the device runs at once, each of which begins where a buffer may be bound.
    private void Count(GpuProgram counter)
    {
        int step = Math.Max(1, _context.Limits.StorageAlignment / PieceBytes), most = _context.Limits.MaxGroupsX / step * step;
        for (int first = 0; first < _pieceList.Count; first += most)
        {
            int count = Math.Min(most, _pieceList.Count - first);
            _pieces.Slice((long)PieceBytes * first, (long)PieceBytes * count).BindStorage(1);
            _context.Dispatch(counter, (uint)count);
        }
    }

    private static void Upload<T>(GpuBuffer buffer, ReadOnlySpan<T> data)
        where T : unmanaged
    {
        long bytes = MemoryMarshal.AsBytes(data).Length;
        if (buffer.Size < bytes)
            buffer.Reallocate(2 * bytes, BufferUsageARB.DynamicDraw);
        buffer.Upload(data);
    }

    private void UploadAreas()
    {
        _areaList.Clear();
        foreach (ref readonly UnhiddenLayers.Place place in _layers.Places)
        {
            PixelArea area = place.Drawn;
            _areaList.Add(((uint)area.Left | ((uint)area.Top << 16), (uint)area.Right | ((uint)area.Bottom << 16)));
        }

        Upload<(uint, uint)>(_areas, CollectionsMarshal.AsSpan(_areaList));
    }

    // It only grows, so that lenses that differ from frame to frame make nothing anew.
    private void Prepare(in FrameView view)
    {
        if (_page is not null && _page.Width >= view.Width && _page.Height >= view.Height)
            return;
        (int width, int height) = (Math.Max(view.Width, _page?.Width ?? 0), Math.Max(view.Height, _page?.Height ?? 0));
        _draw?.Dispose();
        _page?.Dispose();
        _page = new GpuTexture(_context, width, height, GpuTextureFormat.Rgba8, "objects alone");
        _draw = new GpuRenderTargets(_context, "objects alone", null, _page);
    }

    private void Collect(RenderFrame frame, in FrameView view, LabelSheet sheet, int first)
    {
        _items.Clear();
        _batches.Clear(frame.Items.Count);
        ReadOnlySpan<UnhiddenLayers.Place> places = _layers.Places;
        foreach (ref readonly DrawItem item in CollectionsMarshal.AsSpan(frame.Items))
        {
            int place = item.InstanceId == 0 ? -1 : sheet.Find(item.InstanceId);
            if (place < 0 || places[place].Drawn.IsEmpty || places[place].Layer / LayersPerPage != first / LayersPerPage)
                continue;

            // Only holes need more than places.
            MeshData triangles = item.Material.AlphaCutoff is null ? MeshOutline.Of(item.Mesh).Solid : item.Mesh;
            if (_store.Find(triangles) is not { } mesh)
                continue;
            _items.Add(item with { ClassId = 0, InstanceId = (uint)(places[place].Layer - first) });
            _batches.Add(_items.Count - 1, item, mesh, 0, shadow: true);
        }

        _batches.Finish(_items, view.Position, view.NextPosition);
    }

    private void Draw(in FrameView view)
    {
        GL gl = _context.GL;
        _context.SetDrawDefaults();
        _draw!.Bind(view.Width, view.Height);
        gl.ClearColor(0, 0, 0, 0);
        gl.Clear(ClearBufferMask.ColorBufferBit);
        gl.Enable(EnableCap.Blend);
        gl.BlendEquationSeparate(BlendEquationModeEXT.Max, BlendEquationModeEXT.Max);
        _view.Whole.BindUniform(0);
        _meshes.Draw(_batches, flips: true);
        gl.Disable(EnableCap.Blend);
        gl.Disable(EnableCap.DepthTest);
    }

    private void Cut(int first)
    {
        _pieceList.Clear();
        ReadOnlySpan<UnhiddenLayers.Place> places = _layers.Places;
        for (int i = 0; i < places.Length; i++)
        {
            PixelArea box = places[i].Counted;
            if (places[i].Drawn.IsEmpty || places[i].Layer / LayersPerPage != first / LayersPerPage)
                continue;
            for (int y = box.Top; y < box.Bottom; y += Span)
            {
                for (int x = box.Left; x < box.Right; x += Group)
                {
                    _pieceList.Add((
                        (uint)i | ((uint)(places[i].Layer - first) << 24),
                        (uint)x | ((uint)y << 16),
                        (uint)Math.Min(Group, box.Right - x) | ((uint)Math.Min(Span, box.Bottom - y) << 16),
                        0));
                }
            }
        }
    }
}
