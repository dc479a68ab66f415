using System;
using Fovea.Gpu;

namespace Fovea.Scenes.Rendering;

/// <summary>The textures between the scene and one <see cref="SceneTargets"/>.</summary>
/// <remarks>
/// Where the inner picture is the outer one, the draw writes the outer geometry and flow at once. Else there are inner ones, which only grow:
/// a lens that differs from frame to frame makes nothing anew once the widest was seen.
/// </remarks>
internal sealed class FrameTargets : IDisposable
{
    private readonly GpuContext _context;
    private readonly Making _made = new();
    private GpuTexture? _surface;
    private GpuTexture? _lit;
    private GpuTexture? _second;
    private bool _isDirect;
    private int _width;
    private int _height;

    public FrameTargets(GpuContext context, SceneTargets outer)
    {
        _context = context;
        Outer = outer;
    }

    /// <summary>Where the frame ends.</summary>
    public SceneTargets Outer { get; }

    /// <summary>Base colours.</summary>
    public GpuTexture Surface => _surface!;

    /// <summary>The inner picture's geometry; the outer one's where they are the same.</summary>
    public GpuTexture Geometry { get; private set; } = null!;

    /// <summary>The inner picture's flow; the outer one's where they are the same.</summary>
    public GpuTexture Flow { get; private set; } = null!;

    /// <summary>The lit inner picture, sRGB-encoded.</summary>
    public GpuTexture Lit => _lit!;

    /// <summary>A second one, for passes that read the first.</summary>
    public GpuTexture Second => _second!;

    /// <summary>Base colours, geometry, flow and depth.</summary>
    public GpuRenderTargets SceneDraw { get; private set; } = null!;

    /// <summary>The lit picture over the scene's depth.</summary>
    public GpuRenderTargets LitDraw { get; private set; } = null!;

    /// <summary>The second picture.</summary>
    public GpuRenderTargets SecondDraw { get; private set; } = null!;

    /// <summary>The outer picture over the scene's depth, where both are of one size.</summary>
    public GpuRenderTargets? ColorOverDepth { get; private set; }

    /// <summary>The outer picture.</summary>
    public GpuRenderTargets ColorDraw { get; private set; } = null!;

    /// <summary>The outer geometry and flow.</summary>
    public GpuRenderTargets LabelDraw { get; private set; } = null!;

    /// <summary>Makes what a view needs and is not there yet.</summary>
    public void Prepare(in FrameView view)
    {
        if (_surface is not null && _isDirect == view.IsDirect && _width >= view.Width && _height >= view.Height)
            return;
        _made.Dispose();
        _isDirect = view.IsDirect;
        _width = _isDirect ? view.Width : Math.Max(_width, view.Width);
        _height = _isDirect ? view.Height : Math.Max(_height, view.Height);
        _surface = Texture(GpuTextureFormat.Rgba8, "scene surface");
        GpuTexture depth = Texture(GpuTextureFormat.Depth32F, "scene depth");
        _lit = Texture(GpuTextureFormat.Rgba8, "scene lit");
        _second = Texture(GpuTextureFormat.Rgba8, "scene second");
        Geometry = _isDirect ? Outer.Geometry : Texture(GpuTextureFormat.Rgba32UI, "scene inner geometry");
        Flow = _isDirect ? Outer.Flow : Texture(GpuTextureFormat.Rg32UI, "scene inner flow");
        SceneDraw = Targets("scene draw", depth, _surface, Geometry, Flow);
        LitDraw = Targets("scene lit", depth, _lit);
        SecondDraw = Targets("scene second", null, _second);
        ColorDraw = Targets("scene color", null, Outer.Color);
        ColorOverDepth = _isDirect ? Targets("scene color over depth", depth, Outer.Color) : null;
        LabelDraw = Targets("scene labels", null, Outer.Geometry, Outer.Flow);
    }

    /// <summary>Deletes them; the outer ones stay.</summary>
    public void Dispose()
    {
        _made.Dispose();
        _surface = null;
    }

    private GpuTexture Texture(GpuTextureFormat format, string label) => _made.Own(new GpuTexture(_context, _width, _height, format, label));

    private GpuRenderTargets Targets(string label, GpuTexture? depth, params GpuTexture[] colors) =>
        _made.Own(new GpuRenderTargets(_context, label, depth, colors));
}
