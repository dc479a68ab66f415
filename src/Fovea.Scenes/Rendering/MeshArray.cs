using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>
/// The one vertex array with which all meshes are drawn: buffer 0 has a mesh's vertices, buffer 1 what differs between its instances. Only
/// buffers change between draws, and since base instance is 0 the second one is bound from a batch's first instance on.
/// </summary>
internal sealed class MeshArray : IDisposable
{
    private const uint VertexStride = 40;

    private readonly GpuContext _context;
    private readonly GpuVertexArray _array;
    private readonly uint _instanceStride;

    /// <param name="context">Where it lives.</param>
    /// <param name="label">What messages call it.</param>
    /// <param name="instanceStride">Bytes of an instance.</param>
    /// <param name="instanceFloats">How many attributes of four floats an instance begins with, from location 5 on.</param>
    /// <param name="instanceWords">How many attributes of four unsigned integers follow.</param>
    public MeshArray(GpuContext context, string label, int instanceStride, int instanceFloats, int instanceWords)
    {
        _context = context;
        _instanceStride = (uint)instanceStride;
        _array = new GpuVertexArray(context, label);
        using (context.Enter())
        {
            GL gl = context.GL;
            gl.BindVertexArray(_array.Handle);
            Float(gl, 0, 3, 0);
            Float(gl, 1, 3, 12);
            Float(gl, 2, 2, 24);
            Bytes(gl, 3, 32);
            Bytes(gl, 4, 36);
            uint at = 5;
            for (int i = 0; i < instanceFloats + instanceWords; i++, at++)
            {
                gl.EnableVertexAttribArray(at);
                if (i < instanceFloats)
                    gl.VertexAttribFormat(at, 4, VertexAttribType.Float, false, (uint)(16 * i));
                else
                    gl.VertexAttribIFormat(at, 4, VertexAttribIType.UnsignedInt, (uint)(16 * i));
                gl.VertexAttribBinding(at, 1);
            }

            gl.VertexBindingDivisor(1, 1);
            context.Check("VertexAttribFormat");
        }
    }

    /// <summary>Binds it. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Bind() => _context.GL.BindVertexArray(_array.Handle);

    /// <summary>Draws instances of a mesh. Call it after <see cref="Bind"/>.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="instances">Where the instances are.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public unsafe void Draw(MeshBuffers mesh, GpuBuffer instances, int first, int count)
    {
        GL gl = _context.GL;
        gl.BindVertexBuffer(0, mesh.Vertices.Handle, 0, VertexStride);
        gl.BindVertexBuffer(1, instances.Handle, (nint)(first * (long)_instanceStride), _instanceStride);
        gl.BindBuffer(BufferTargetARB.ElementArrayBuffer, mesh.Indices.Handle);
        gl.DrawElementsInstanced(PrimitiveType.Triangles, (uint)mesh.IndexCount, DrawElementsType.UnsignedInt, null, (uint)count);
        if (_context.IsDebug)
            _context.Check("DrawElementsInstanced");
    }

    /// <summary>Deletes it.</summary>
    public void Dispose() => _array.Dispose();

    private static void Float(GL gl, uint at, int size, uint offset)
    {
        gl.EnableVertexAttribArray(at);
        gl.VertexAttribFormat(at, size, VertexAttribType.Float, false, offset);
        gl.VertexAttribBinding(at, 0);
    }

    private static void Bytes(GL gl, uint at, uint offset)
    {
        gl.EnableVertexAttribArray(at);
        gl.VertexAttribFormat(at, 4, VertexAttribType.UnsignedByte, true, offset);
        gl.VertexAttribBinding(at, 0);
    }
}
