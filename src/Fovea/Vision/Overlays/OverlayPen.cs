using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Vision.Overlays;

/// <summary>What all overlays do before a draw: the state, and the uniforms that say where things are.</summary>
internal static class OverlayPen
{
    /// <summary>Sets the viewport and premultiplied blending over what is there.</summary>
    public static void Begin(GpuContext context, in OverlayTarget target)
    {
        GL gl = context.GL;
        context.SetDrawDefaults();
        gl.Viewport(0, 0, (uint)target.Width, (uint)target.Height);
        gl.Enable(EnableCap.Blend);
        gl.BlendFuncSeparate(
            BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
    }

    /// <summary>Uses a program whose vertex shader includes <c>vision/overlay/common.glsl</c>.</summary>
    public static void Use(GpuProgram program, in OverlayTarget target)
    {
        GL gl = program.Context.GL;
        program.Use();
        gl.Uniform4(
            program.Uniform("frame"), target.Width, target.Height, target.TopLeftOrigin ? 1f : -1f, target.EncodesSrgb ? 1f : 0f);
        gl.Uniform4(
            program.Uniform("placement"), target.Picture.X, target.Picture.Y, target.Picture.Width / target.SourceWidth,
            target.Picture.Height / target.SourceHeight);
    }
    /// <summary>The same, with the sizes of lines and text.</summary>
    public static void Use(GpuProgram program, in OverlayTarget target, OverlayStyle style, float lineWidth)
    {
        float zoom = target.Zoom;
        Use(program, target);
        program.Context.GL.Uniform4(
            program.Uniform("style"), lineWidth * zoom, style.CornerRadius * zoom, TextHeight(target, style),
            style.KeypointRadius * zoom);
    }

    /// <summary>The height of a line of text in whole pixels.</summary>
    public static float TextHeight(in OverlayTarget target, OverlayStyle style) => MathF.Round(style.TextHeight * target.Zoom);
}
