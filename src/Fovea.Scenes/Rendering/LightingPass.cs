using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>Computes the light of every pixel from what the draw left.</summary>
internal sealed class LightingPass : IDisposable
{
    private readonly ScreenPass _pass;

    public LightingPass(GpuContext context)
    {
        _pass = new ScreenPass(context, "scenes/lighting.frag", ShaderDefines.None, "surfaceMap", "geometryMap", "shadowMap", "skyMap");
    }

    /// <summary>Draws it into the lit picture.</summary>
    public void Draw(FrameTargets targets, in FrameView view, GpuTexture? shadows)
    {
        targets.ColorDraw.Bind();
        targets.Surface.Bind(0);
        targets.Geometry.Bind(1);
        shadows?.Bind(2);
        _pass.Draw();
    }

    /// <summary>Deletes what it made.</summary>
    public void Dispose() => _pass.Dispose();
}
