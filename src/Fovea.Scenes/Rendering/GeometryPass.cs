using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>The one draw of the scene: base colours, identities, normals, depth and flow, and the sky behind.</summary>
internal sealed class GeometryPass : IDisposable
{
    private readonly GpuContext _context;
    private readonly MeshPass _meshes;
    private readonly ScreenPass _sky;

    public GeometryPass(GpuContext context, MeshStore meshes, TextureStore textures, MeshArray array)
    {
        _context = context;
        _meshes = new MeshPass(context, meshes, textures, array, new MeshPrograms(context, "scenes/mesh.vert", "scenes/mesh.frag"));
        _sky = new ScreenPass(context, "scenes/sky.frag", ShaderDefines.None);
    }

    /// <summary>Draws into the targets' inner picture. Call it inside <see cref="GpuContext.Enter"/>, with the frame's constants bound.</summary>
    public void Draw(InstanceBatches batches, FrameTargets targets, in FrameView view)
    {
        GL gl = _context.GL;
        targets.SceneDraw.Bind(view.Width, view.Height);
        gl.ClearDepth(1);
        gl.Clear(ClearBufferMask.DepthBufferBit);
        _meshes.Draw(batches, flips: true);

        // The sky lies at the far end exactly, and is drawn where nothing else was: no colour is cleared.
        gl.DepthFunc(DepthFunction.Lequal);
        _sky.Draw();
        gl.Disable(EnableCap.DepthTest);
    }

    /// <summary>Deletes what it made.</summary>
    public void Dispose() => _sky.Dispose();
}
