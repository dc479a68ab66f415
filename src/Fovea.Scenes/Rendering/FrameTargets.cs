using System;
using Fovea.Gpu;

namespace Fovea.Scenes.Rendering;

/// <summary>The textures between the scene and one <see cref="SceneTargets"/>, for views of one kind.</summary>
/// <remarks>
/// Where the inner picture is the outer one, the draw writes the outer geometry and flow at once. Else there are inner ones, whose size follows
/// from the view alone: filtered reads round by the texture's size, so a frame must find the same size whatever was drawn before it. Lenses
/// share two sizes, so that one that differs from frame to frame makes nothing anew once both were seen.
/// </remarks>
internal sealed class FrameTargets : IDisposable
{
    // Most lenses need no more room than this around the picture.
    private const float CommonMargin = 1.25f;

    private readonly GpuContext _context;
    private readonly Making _made = new();
    private readonly bool _isDirect;
    private readonly int _width;
    private readonly int _height;

    public FrameTargets(GpuContext context, SceneTargets outer, in FrameView view)
    {
        _context = context;
        Outer = outer;
        _isDirect = view.IsDirect;
        (_width, _height) = SizeFor(view, context.Limits.MaxTextureSize);
        try
        {
            Surface = Texture(GpuTextureFormat.Rgba8, "scene surface");
            GpuTexture depth = Texture(GpuTextureFormat.Depth32F, "scene depth");
            Lit = Texture(GpuTextureFormat.Rgba8, "scene lit");
            Second = Texture(GpuTextureFormat.Rgba8, "scene second");
            Geometry = _isDirect ? outer.Geometry : Texture(GpuTextureFormat.Rgba32UI, "scene inner geometry");
            Flow = _isDirect ? outer.Flow : Texture(GpuTextureFormat.Rg32UI, "scene inner flow");
            SceneDraw = Targets("scene draw", depth, Surface, Geometry, Flow);
            LitDraw = Targets("scene lit", depth, Lit);
            SecondDraw = Targets("scene second", null, Second);
            ColorDraw = Targets("scene color", null, outer.Color);
            ColorOverDepth = _isDirect ? Targets("scene color over depth", depth, outer.Color) : null;
            LabelDraw = Targets("scene labels", null, outer.Geometry, outer.Flow);
        }
        catch
        {
            _made.Dispose();
            throw;
        }
    }

    /// <summary>Where the frame ends.</summary>
    public SceneTargets Outer { get; }

    /// <summary>Base colours.</summary>
    public GpuTexture Surface { get; }

    /// <summary>The inner picture's geometry; the outer one's where they are the same.</summary>
    public GpuTexture Geometry { get; }

    /// <summary>The inner picture's flow; the outer one's where they are the same.</summary>
    public GpuTexture Flow { get; }

    /// <summary>The lit inner picture, sRGB-encoded.</summary>
    public GpuTexture Lit { get; }

    /// <summary>A second one, for passes that read the first.</summary>
    public GpuTexture Second { get; }

    /// <summary>Base colours, geometry, flow and depth.</summary>
    public GpuRenderTargets SceneDraw { get; }

    /// <summary>The lit picture over the scene's depth.</summary>
    public GpuRenderTargets LitDraw { get; }

    /// <summary>The second picture.</summary>
    public GpuRenderTargets SecondDraw { get; }

    /// <summary>The outer picture over the scene's depth, where both are of one size.</summary>
    public GpuRenderTargets? ColorOverDepth { get; }

    /// <summary>The outer picture.</summary>
    public GpuRenderTargets ColorDraw { get; }

    /// <summary>The outer geometry and flow.</summary>
    public GpuRenderTargets LabelDraw { get; }

    /// <summary>Whether they are what a view of the same outer picture needs.</summary>
    public bool Fit(in FrameView view) => _isDirect == view.IsDirect && (_width, _height) == SizeFor(view, _context.Limits.MaxTextureSize);

    /// <summary>Deletes them; the outer ones stay.</summary>
    public void Dispose() => _made.Dispose();

    private static (int Width, int Height) SizeFor(in FrameView view, int largestSide)
    {
        if (view.Distortion.IsNone)
            return (view.Width, view.Height);
        (int width, int height) = Sized(CommonMargin, view, largestSide);
        return view.Width <= width && view.Height <= height ? (width, height) : Sized(FrameView.LargestMargin, view, largestSide);
    }

    private static (int Width, int Height) Sized(float margin, in FrameView view, int largestSide) => (
        Math.Min((int)MathF.Ceiling(view.OuterWidth * view.Samples * margin), largestSide),
        Math.Min((int)MathF.Ceiling(view.OuterHeight * view.Samples * margin), largestSide));

    private GpuTexture Texture(GpuTextureFormat format, string label) => _made.Own(new GpuTexture(_context, _width, _height, format, label));

    private GpuRenderTargets Targets(string label, GpuTexture? depth, params GpuTexture[] colors) =>
        _made.Own(new GpuRenderTargets(_context, label, depth, colors));
}
