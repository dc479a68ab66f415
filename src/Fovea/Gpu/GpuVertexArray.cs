using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A vertex array whose attributes are floats that step once an instance, all from one buffer.</summary>
internal sealed class GpuVertexArray : GpuResource
{
    private GpuBuffer? _source;

    public GpuVertexArray(GpuContext context, string label)
        : base(context, ResourceKind.VertexArray, Generate(context), label)
    {
    }

    /// <summary>
    /// Binds it, with attribute i made of <paramref name="components"/>[i] floats, one after the other from an offset of the buffer on. Call
    /// it inside <see cref="GpuContext.Enter"/>, always with the same components.
    /// </summary>
    public unsafe void Bind(GpuBuffer source, int offset, int stride, int[] components)
    {
        GL gl = Context.GL;
        gl.BindVertexArray(Handle);
        if (ReferenceEquals(source, _source))
            return;

        gl.BindBuffer(BufferTargetARB.ArrayBuffer, source.Handle);
        for (uint i = 0; i < components.Length; i++)
        {
            gl.EnableVertexAttribArray(i);
            gl.VertexAttribPointer(i, components[i], VertexAttribPointerType.Float, false, (uint)stride, (void*)offset);
            gl.VertexAttribDivisor(i, 1);
            offset += 4 * components[i];
        }

        _source = source;
        Context.Check("VertexAttribPointer");
    }

    private static uint Generate(GpuContext context)
    {
        context.AssertThread();
        return context.GL.GenVertexArray();
    }
}
