using System;
using System.Numerics;
using Fovea.Gpu;
using Fovea.Scenes.Numerics;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>Rain and snow in the air before the camera, over the lit picture; they carry no labels.</summary>
internal sealed class PrecipitationPass : IDisposable
{
    private const float RainBox = 22, SnowBox = 16, OpenSeconds = 1 / 45f;
    private const int MostDrops = 5000, MostFlakes = 5000;

    private readonly GpuContext _context;
    private readonly GpuVertexArray _vertices;
    private readonly GpuProgram _drops;
    private readonly GpuProgram _flakes;

    public PrecipitationPass(GpuContext context)
    {
        _context = context;
        _drops = context.Programs.Graphics("scenes/particles.vert", "scenes/particles.frag", ShaderDefines.None.With("FLAKES", false));
        _flakes = context.Programs.Graphics("scenes/particles.vert", "scenes/particles.frag", ShaderDefines.None.With("FLAKES", true));
        _vertices = new GpuVertexArray(context, "precipitation");
    }

    /// <summary>Whether there is any.</summary>
    public static bool IsNeeded(RenderEnvironment environment) => environment.Rain > 0 || environment.Snow > 0;

    /// <summary>Draws it. Call it inside <see cref="GpuContext.Enter"/>, with the frame's constants bound.</summary>
    /// <param name="target">The lit picture over the scene's depth.</param>
    /// <param name="frame">What falls, and when.</param>
    /// <param name="view">The camera.</param>
    public void Draw(GpuRenderTargets target, RenderFrame frame, in FrameView view)
    {
        RenderEnvironment environment = frame.Environment;
        GL gl = _context.GL;
        target.Bind(view.Width, view.Height);
        gl.Enable(EnableCap.DepthTest);
        gl.DepthMask(false);
        gl.DepthFunc(DepthFunction.Less);
        gl.Enable(EnableCap.Blend);

        // The luma beside the colour stays: drops are no edges.
        gl.BlendFuncSeparate(BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.Zero, BlendingFactor.One);
        gl.BindVertexArray(_vertices.Handle);
        if (environment.Rain > 0)
        {
            Vector3 velocity = environment.Wind + new Vector3(0, -9, 0);
            Draw(_drops, frame, view, velocity, RainBox, new Vector4(velocity * OpenSeconds, 0.0024f), 0.6f, environment.Rain * MostDrops, 1);
        }

        if (environment.Snow > 0)
        {
            Vector3 velocity = environment.Wind + new Vector3(0, -1.3f, 0);
            Draw(_flakes, frame, view, velocity, SnowBox, new Vector4(velocity * OpenSeconds, 0.011f), 0.95f, environment.Snow * MostFlakes, 2);
        }

        gl.Disable(EnableCap.Blend);
        gl.DepthMask(true);
        gl.Disable(EnableCap.DepthTest);
    }

    /// <summary>Deletes what it made.</summary>
    public void Dispose() => _vertices.Dispose();

    private void Draw(GpuProgram program, RenderFrame frame, in FrameView view, Vector3 velocity, float box, Vector4 streak, float opacity, float count, int kind)
    {
        GL gl = _context.GL;
        double seconds = frame.Time.TotalSeconds;
        program.Use();
        gl.Uniform4(program.Uniform("fall"), Part(velocity.X, view.Position.X), Part(velocity.Y, view.Position.Y), Part(velocity.Z, view.Position.Z), box);
        gl.Uniform4(program.Uniform("streak"), streak.X, streak.Y, streak.Z, streak.W);

        // 22 bits and the kind: a float holds them exactly.
        ulong hash = StableHash.Combine(frame.Seed, (ulong)frame.Episode) >> 42;
        gl.Uniform4(program.Uniform("look"), opacity, hash + ((ulong)kind << 22), 0, 0);
        gl.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, 4, (uint)Math.Clamp(count, 1, 8192));
        _context.Check("drawing rain or snow");

        float Part(float speed, float camera)
        {
            double boxes = ((speed * seconds) - camera) / box;
            return (float)(boxes - Math.Floor(boxes));
        }
    }
}
