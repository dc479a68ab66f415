using System;
using System.Numerics;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>
/// The picture of the sky above the horizon, with clouds, and below it in the same texture a small one without detail for rough surfaces.
/// It is made anew only when what it shows has changed.
/// </summary>
internal sealed class SkyPass : IDisposable
{
    private const int Sharp = 512, Group = 8;

    private readonly GpuContext _context;
    private readonly GpuProgram _program;
    private readonly GpuTexture _clear;
    private readonly GpuTexture _soft;

    public SkyPass(GpuContext context)
    {
        _context = context;
        _program = context.Programs.Compute("scenes/sky.comp", ShaderDefines.None.With("SHARP", Sharp).With("SOFT", SkyLight.Size));
        using var making = new Making();
        _clear = making.Own(new GpuTexture(context, SkyLight.Size, SkyLight.Size, GpuTextureFormat.Rgba16F, "clear sky"));
        _soft = making.Own(new GpuTexture(context, SkyLight.Size, SkyLight.Size, GpuTextureFormat.Rgba16F, "soft sky"));
        Map = making.Own(new GpuTexture(context, Sharp, Sharp + SkyLight.Size, GpuTextureFormat.Rgba16F, "sky"));
        making.Complete();
    }

    /// <summary>The sky.</summary>
    public GpuTexture Map { get; }

    /// <summary>Makes it. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Draw(SkyLight light, RenderEnvironment environment)
    {
        GL gl = _context.GL;
        _clear.Upload<Half>(light.Clear);
        _soft.Upload<Half>(light.Soft);
        _clear.Bind(0);
        _soft.Bind(1);
        Map.BindImage(0, BufferAccessARB.WriteOnly);
        _program.Use();
        gl.Uniform1(_program.Uniform("clearMap"), 0);
        gl.Uniform1(_program.Uniform("softMap"), 1);
        Set("sun", light.Sun, Math.Clamp(environment.Clouds, 0, 1));
        Set("toSun", light.ToSun, environment.CloudSeed % 4096);
        Set("shade", light.CloudShade, 0);

        // The frames before have read the sky by then.
        _context.Barrier(MemoryBarrierMask.ShaderImageAccessBarrierBit);
        _context.Dispatch(_program, Sharp / Group, (Sharp + SkyLight.Size) / Group);
        _context.Barrier(MemoryBarrierMask.TextureFetchBarrierBit);
    }

    /// <summary>Deletes what it made.</summary>
    public void Dispose()
    {
        _clear.Dispose();
        _soft.Dispose();
        Map.Dispose();
    }

    private void Set(string name, Vector3 v, float w) => _context.GL.Uniform4(_program.Uniform(name), v.X, v.Y, v.Z, w);
}
