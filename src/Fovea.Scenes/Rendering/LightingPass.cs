using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>Computes the light of every pixel from what the draw left.</summary>
/// <remarks>
/// Two triangles over the picture, told apart by the depth test: one shades what stands before the sky, one the sky, so that neither pays for
/// the other. A software rasterizer runs both sides of a branch, so what a frame does not need is left out of its program.
/// </remarks>
internal sealed class LightingPass : IDisposable
{
    private static readonly string[] Textures = ["surfaceMap", "geometryMap", "shadowMap", "skyMap"];

    private readonly GpuContext _context;
    private readonly ScreenPass?[] _surfaces = new ScreenPass?[16];
    private readonly ScreenPass?[] _skies = new ScreenPass?[8];

    public LightingPass(GpuContext context) => _context = context;

    /// <summary>Draws it. Call it inside <see cref="GpuContext.Enter"/>, with the frame's constants and lamps bound.</summary>
    /// <param name="target">The picture, over the scene's depth.</param>
    /// <param name="targets">What the draw left.</param>
    /// <param name="view">The camera.</param>
    /// <param name="shadows">The sun's shadows.</param>
    /// <param name="sky">The sky's map.</param>
    /// <param name="features">What the programs must do.</param>
    public void Draw(GpuRenderTargets target, FrameTargets targets, in FrameView view, GpuTexture shadows, GpuTexture sky, LightingFeatures features)
    {
        GL gl = _context.GL;
        target.Bind(view.Width, view.Height);
        targets.Surface.Bind(0);
        targets.Geometry.Bind(1);
        shadows.Bind(2);
        sky.Bind(3);
        gl.Enable(EnableCap.DepthTest);
        gl.DepthMask(false);
        gl.DepthFunc(DepthFunction.Greater);
        Surface(features).Draw();
        gl.DepthFunc(DepthFunction.Lequal);
        Sky(features).Draw();
        gl.DepthMask(true);
        gl.Disable(EnableCap.DepthTest);
    }

    /// <summary>Deletes what it made.</summary>
    public void Dispose()
    {
        foreach (ScreenPass? pass in _surfaces)
            pass?.Dispose();
        foreach (ScreenPass? pass in _skies)
            pass?.Dispose();
    }

    private ScreenPass Surface(LightingFeatures features)
    {
        int index = (int)(features & (LightingFeatures.Luma | LightingFeatures.Weather | LightingFeatures.Lamps | LightingFeatures.Fog));
        return _surfaces[index] ??= new ScreenPass(_context, "scenes/lighting.frag", Defines(features), Textures);
    }

    private ScreenPass Sky(LightingFeatures features)
    {
        int index = (int)(features & LightingFeatures.Luma) | ((int)(features & (LightingFeatures.Stars | LightingFeatures.Flat)) >> 3);
        return _skies[index] ??= new ScreenPass(_context, "scenes/skylight.frag", Defines(features), Textures);
    }

    private static ShaderDefines Defines(LightingFeatures features) => ShaderDefines.None
        .With("LUMA", features.HasFlag(LightingFeatures.Luma))
        .With("WEATHER", features.HasFlag(LightingFeatures.Weather))
        .With("LAMPS", features.HasFlag(LightingFeatures.Lamps))
        .With("FOG", features.HasFlag(LightingFeatures.Fog))
        .With("STARS", features.HasFlag(LightingFeatures.Stars))
        .With("FLAT", features.HasFlag(LightingFeatures.Flat));
}
