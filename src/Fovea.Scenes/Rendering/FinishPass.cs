using System;
using System.Numerics;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>From the lit inner picture to the outer one and its labels: blur, edges, lens, sensor. Each is left out where its number is 0.</summary>
internal sealed class FinishPass : IDisposable
{
    private readonly GpuContext _context;
    private readonly GpuVertexArray _vertices;
    private readonly GpuProgram?[] _finish = new GpuProgram?[32];
    private readonly GpuProgram?[] _labels = new GpuProgram?[2];
    private readonly GpuProgram?[] _optics = new GpuProgram?[2];

    public FinishPass(GpuContext context)
    {
        _context = context;
        _vertices = new GpuVertexArray(context, "scene finish");
    }

    /// <summary>Whether the lit picture is not the outer one yet.</summary>
    public static bool IsNeeded(CameraView camera, in FrameView view) =>
        !view.IsDirect || camera.AntiAliasing == AntiAliasing.Fxaa || HasSensor(camera) || camera.Shutter > 0 || camera.Aperture > 0;

    /// <summary>Makes picture and labels. Call it inside <see cref="GpuContext.Enter"/>, with the frame's constants bound.</summary>
    public void Draw(RenderFrame frame, FrameTargets targets, in FrameView view)
    {
        CameraView camera = frame.Camera;
        _context.GL.BindVertexArray(_vertices.Handle);
        (GpuTexture from, GpuTexture to) = (targets.Lit, targets.Second);
        (GpuRenderTargets fromDraw, GpuRenderTargets toDraw) = (targets.LitDraw, targets.SecondDraw);
        if (camera.Aperture > 0)
        {
            Blur(true, camera, targets, view, from, toDraw);
            (from, to, fromDraw, toDraw) = (to, from, toDraw, fromDraw);
        }

        if (camera.Shutter > 0)
        {
            Blur(false, camera, targets, view, from, toDraw);
            from = to;
        }

        Finish(frame, targets, view, from);
        if (!view.IsDirect)
            Labels(targets, view);
    }

    /// <summary>Deletes what it made.</summary>
    public void Dispose() => _vertices.Dispose();

    private static bool HasSensor(CameraView camera) => camera.Vignetting > 0 || HasNoise(camera);

    private static bool HasNoise(CameraView camera) => camera.ReadNoise > 0 || camera.ShotNoise > 0;

    private void Blur(bool focus, CameraView camera, FrameTargets targets, in FrameView view, GpuTexture from, GpuRenderTargets to)
    {
        GL gl = _context.GL;
        GpuProgram program = _optics[focus ? 1 : 0] ??= _context.Programs.Graphics("scenes/screen.vert", "scenes/optics.frag", ShaderDefines.None.With("FOCUS", focus));
        to.Bind(view.Width, view.Height);
        from.Bind(0);
        targets.Geometry.Bind(1);
        targets.Flow.Bind(2);
        program.Use();
        gl.Uniform1(program.Uniform("litMap"), 0);
        gl.Uniform1(program.Uniform("geometryMap"), 1);
        gl.Uniform1(program.Uniform("flowMap"), 2);
        gl.Uniform4(program.Uniform("opening"), MathF.Min(camera.Shutter, 1), camera.Aperture * view.Focal, 1 / MathF.Max(camera.FocusDistance, 1e-3f), 0);
        gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
        _context.Check("blurring");
    }

    private void Finish(RenderFrame frame, FrameTargets targets, in FrameView view, GpuTexture from)
    {
        GL gl = _context.GL;
        CameraView camera = frame.Camera;
        bool fxaa = camera.AntiAliasing == AntiAliasing.Fxaa, tent = camera.AntiAliasing == AntiAliasing.Supersampling, lens = !view.Distortion.IsNone;
        bool sensor = HasSensor(camera), noise = HasNoise(camera);
        int index = (fxaa ? 1 : 0) | (tent ? 2 : 0) | (lens ? 4 : 0) | (sensor ? 8 : 0) | (noise ? 16 : 0);
        GpuProgram program = _finish[index] ??= _context.Programs.Graphics("scenes/screen.vert", "scenes/finish.frag", ShaderDefines.None
            .With("FXAA", fxaa).With("TENT", tent).With("LENS", lens).With("SENSOR", sensor).With("NOISE", noise));
        targets.ColorDraw.Bind();
        from.Bind(0);
        LensUniforms.Set(_context, program, view);
        gl.Uniform1(program.Uniform("litMap"), 0);
        float corner = (new Vector2(view.OuterWidth, view.OuterHeight) * 0.5f).LengthSquared();
        gl.Uniform4(program.Uniform("sensor"), camera.ReadNoise, camera.ShotNoise, camera.Vignetting, 1 / corner);
        ulong seed = frame.Seed ^ ((ulong)frame.Index * 0x9E3779B97F4A7C15);
        gl.Uniform2(program.Uniform("seed"), (uint)seed, (uint)(seed >> 32));
        gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
        _context.Check("finishing a picture");
    }

    private void Labels(FrameTargets targets, in FrameView view)
    {
        GL gl = _context.GL;
        bool lens = !view.Distortion.IsNone;
        GpuProgram program = _labels[lens ? 1 : 0] ??= _context.Programs.Graphics("scenes/screen.vert", "scenes/labels.frag", ShaderDefines.None.With("LENS", lens));
        targets.LabelDraw.Bind();
        targets.Geometry.Bind(0);
        targets.Flow.Bind(1);
        LensUniforms.Set(_context, program, view);
        gl.Uniform1(program.Uniform("geometryMap"), 0);
        gl.Uniform1(program.Uniform("flowMap"), 1);
        gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
        _context.Check("finishing labels");
    }
}
