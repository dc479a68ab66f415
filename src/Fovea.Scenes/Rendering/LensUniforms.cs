using System.Numerics;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>What shaders/scenes/lens.glsl is told: how places in the outer picture and in the inner one belong together.</summary>
internal static class LensUniforms
{
    /// <summary>Makes a program the current one and tells it. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public static void Set(GpuContext context, GpuProgram program, in FrameView view)
    {
        GL gl = context.GL;
        program.Use();
        gl.Uniform4(program.Uniform("outerLens"), 0.5f * view.OuterWidth, 0.5f * view.OuterHeight, view.OuterFocal, view.Distortion.Limit());
        gl.Uniform4(program.Uniform("innerLens"), view.Center.X, view.Center.Y, view.Focal, 0);
        Vector2 k = view.Distortion.Coefficients;
        gl.Uniform4(program.Uniform("innerSize"), view.Width, view.Height, k.X, k.Y);
    }
}
