using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>Draws batches of meshes with the program that each asks for.</summary>
internal sealed class MeshPass
{
    private readonly GpuContext _context;
    private readonly MeshStore _meshes;
    private readonly TextureStore _textures;
    private readonly MeshArray _array;
    private readonly MeshPrograms _programs;

    public MeshPass(GpuContext context, MeshStore meshes, TextureStore textures, MeshArray array, MeshPrograms programs)
    {
        _context = context;
        _meshes = meshes;
        _textures = textures;
        _array = array;
        _programs = programs;
    }

    /// <summary>Draws them into what is bound, changing only what differs from batch to batch. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    /// <param name="batches">What to draw.</param>
    /// <param name="flips">Whether the clip space's y grows downwards, so that fronts are clockwise.</param>
    public void Draw(InstanceBatches batches, bool flips)
    {
        GL gl = _context.GL;
        _array.Bind();
        gl.Enable(EnableCap.DepthTest);
        gl.DepthFunc(DepthFunction.Less);
        gl.CullFace(TriangleFace.Back);
        (int program, int textures, int sides) = (-1, -1, -1);
        foreach (ref readonly DrawBatch batch in batches.Batches)
        {
            int wanted = (int)(batch.Flags & ~(BatchFlags.DoubleSided | BatchFlags.Mirrored)) | (batch.Textures == 0 ? 0 : 256);
            if (wanted != program)
                _programs.Use(batch.Flags, batch.Textures != 0);
            program = wanted;
            if (batch.Textures != 0 && batch.Textures != textures)
                _textures[textures = batch.Textures].Bind();
            int side = (int)(batch.Flags & (BatchFlags.DoubleSided | BatchFlags.Mirrored));
            if (side != sides)
                SetSides(gl, batch.Flags, flips);
            sides = side;
            _array.Draw(_meshes[batch.Mesh], batches.Instances, batch.First, batch.Count);
        }

        gl.Disable(EnableCap.CullFace);
    }

    private static void SetSides(GL gl, BatchFlags flags, bool flips)
    {
        if ((flags & BatchFlags.DoubleSided) != 0)
            gl.Disable(EnableCap.CullFace);
        else
            gl.Enable(EnableCap.CullFace);
        gl.FrontFace((flags & BatchFlags.Mirrored) != 0 == flips ? FrontFaceDirection.Ccw : FrontFaceDirection.CW);
    }
}
