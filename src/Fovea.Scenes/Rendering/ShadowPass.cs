using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>The scene's depth as the sun sees it.</summary>
internal sealed class ShadowPass : IDisposable
{
    private readonly GpuContext _context;
    private readonly MeshPass _meshes;
    private readonly GpuRenderTargets _targets;

    public ShadowPass(GpuContext context, MeshStore meshes, TextureStore textures, MeshArray array, int size)
    {
        _context = context;
        _meshes = new MeshPass(context, meshes, textures, array, new MeshPrograms(context, "scenes/shadow.vert", "scenes/shadow.frag"));
        using var making = new Making();
        Map = making.Own(new GpuTexture(context, size, size, GpuTextureFormat.Depth32F, "sun shadows"));
        _targets = making.Own(new GpuRenderTargets(context, "sun shadows", Map));
        using (context.Enter())
        {
            // Lookups compare, and average the answers of the four texels around.
            GL gl = context.GL;
            Map.Bind(0);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureMinFilter, (int)GLEnum.Linear);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureMagFilter, (int)GLEnum.Linear);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureCompareMode, (int)GLEnum.CompareRefToTexture);
            gl.TexParameter(GLEnum.Texture2D, GLEnum.TextureCompareFunc, (int)GLEnum.Lequal);
            Clear();
        }

        making.Complete();
    }

    /// <summary>The map; lookups compare.</summary>
    public GpuTexture Map { get; }

    /// <summary>Draws it. Call it inside <see cref="GpuContext.Enter"/>, with the frame's constants bound.</summary>
    public void Draw(InstanceBatches batches)
    {
        Clear();
        _meshes.Draw(batches, flips: false);
        _context.GL.Disable(EnableCap.DepthTest);
    }

    /// <summary>Deletes what it made.</summary>
    public void Dispose()
    {
        _targets.Dispose();
        Map.Dispose();
    }

    private void Clear()
    {
        _targets.Bind();
        _context.SetDrawDefaults();
        _context.GL.ClearDepth(1);
        _context.GL.Clear(ClearBufferMask.DepthBufferBit);
    }
}
