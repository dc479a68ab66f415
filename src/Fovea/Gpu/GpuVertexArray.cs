using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A vertex array whose attributes are floats that step once an instance, from one buffer or two.</summary>
internal sealed class GpuVertexArray : GpuResource
{
    private GpuBuffer? _source;
    private GpuBuffer? _second;

    public GpuVertexArray(GpuContext context, string label)
        : base(context, ResourceKind.VertexArray, Generate(context), label)
    {
    }

    /// <summary>
    /// Binds it, with attribute i made of <paramref name="components"/>[i] floats, one after the other from an offset of the buffer on. Call
    /// it inside <see cref="GpuContext.Enter"/>, always with the same components.
    /// </summary>
    public void Bind(GpuBuffer source, int offset, int stride, int[] components)
    {
        Context.GL.BindVertexArray(Handle);
        if (ReferenceEquals(source, _source))
            return;

        Context.GL.BindBuffer(BufferTargetARB.ArrayBuffer, source.Handle);
        for (int i = 0; i < components.Length; i++)
        {
            Point((uint)i, components[i], offset, stride);
            offset += 4 * components[i];
        }

        _source = source;
        Context.Check("VertexAttribPointer");
    }

    /// <summary>Takes one more attribute from a second buffer, without gaps. Call it after <see cref="Bind"/>, always with the same sizes.</summary>
    public void BindSecond(GpuBuffer source, uint attribute, int components)
    {
        if (ReferenceEquals(source, _second))
            return;

        Context.GL.BindBuffer(BufferTargetARB.ArrayBuffer, source.Handle);
        Point(attribute, components, 0, 4 * components);
        _second = source;
        Context.Check("VertexAttribPointer");
    }

    private unsafe void Point(uint attribute, int components, int offset, int stride)
    {
        GL gl = Context.GL;
        gl.EnableVertexAttribArray(attribute);
        gl.VertexAttribPointer(attribute, components, VertexAttribPointerType.Float, false, (uint)stride, (void*)offset);
        gl.VertexAttribDivisor(attribute, 1);
    }

    private static uint Generate(GpuContext context)
    {
        context.AssertThread();
        return context.GL.GenVertexArray();
    }
}
