using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A block of GPU memory of a fixed size.</summary>
public sealed class GpuBuffer : GpuResource
{
    /// <summary>Makes a buffer. Its content is undefined until something is written to it.</summary>
    /// <param name="context">Where it lives.</param>
    /// <param name="sizeInBytes">Bytes, at least one.</param>
    /// <param name="label">The name that messages and graphics debuggers show.</param>
    /// <param name="usage">How it will be used, a hint to the driver.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <exception cref="GpuException">The driver could not give that much memory.</exception>
    public GpuBuffer(GpuContext context, long sizeInBytes, string label, BufferUsageARB usage = BufferUsageARB.StaticDraw)
        : base(context, ResourceKind.Buffer, Generate(context, sizeInBytes, label), label)
    {
        Size = sizeInBytes;
        try
        {
            Allocate(usage);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    /// <summary>All of it.</summary>
    public BufferRange Whole => new(this, 0, Size);

    /// <summary>Makes a buffer that holds <paramref name="data"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="context">Where it lives.</param>
    /// <param name="data">The content, at least one element.</param>
    /// <param name="label">The name that messages and graphics debuggers show.</param>
    /// <param name="usage">How it will be used, a hint to the driver.</param>
    /// <returns>The buffer.</returns>
    public static unsafe GpuBuffer Of<T>(
        GpuContext context, ReadOnlySpan<T> data, string label, BufferUsageARB usage = BufferUsageARB.StaticDraw)
        where T : unmanaged
    {
        var buffer = new GpuBuffer(context, (long)data.Length * sizeof(T), label, usage);
        buffer.Upload(data);
        return buffer;
    }

    /// <summary>A part of it.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="size">Bytes.</param>
    /// <returns>The part.</returns>
    public BufferRange Slice(long offset, long size) => new(this, offset, size);

    /// <summary>Writes data. Neither waits nor allocates.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="data">What to write; an empty span writes nothing.</param>
    /// <param name="byteOffset">Where the first byte goes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The data reach outside the buffer.</exception>
    public unsafe void Upload<T>(ReadOnlySpan<T> data, long byteOffset = 0)
        where T : unmanaged
    {
        Context.AssertThread();
        if (data.IsEmpty)
            return;

        long bytes = (long)data.Length * sizeof(T);
        AssertInside(byteOffset, bytes);
        using (Context.Enter())
            fixed (T* source = data)
            {
                GL gl = Context.GL;
                gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, Handle);
                gl.BufferSubData(BufferTargetARB.CopyWriteBuffer, (nint)byteOffset, (nuint)bytes, source);
                Context.Check("BufferSubData");
            }
    }

    /// <summary>Makes it another size under the same name. Its content is undefined then.</summary>
    /// <param name="sizeInBytes">Bytes, at least one.</param>
    /// <param name="usage">How it will be used, a hint to the driver.</param>
    /// <exception cref="GpuException">The driver could not give that much memory; the buffer has its old size.</exception>
    internal void Reallocate(long sizeInBytes, BufferUsageARB usage)
    {
        Context.AssertThread();
        long before = Size;
        Size = sizeInBytes;
        try
        {
            Allocate(usage);
        }
        catch (GpuException)
        {
            Size = before;
            Allocate(usage);
            throw;
        }
    }

    /// <summary>Reads data back, waiting for whatever the GPU still has to write. For tools and tests only.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">Where it goes; an empty span reads nothing.</param>
    /// <param name="byteOffset">The first byte read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches outside the buffer.</exception>
    /// <exception cref="GpuException">The driver could not map the buffer.</exception>
    public unsafe void Read<T>(Span<T> destination, long byteOffset = 0)
        where T : unmanaged
    {
        Context.AssertThread();
        if (destination.IsEmpty)
            return;

        long bytes = (long)destination.Length * sizeof(T);
        AssertInside(byteOffset, bytes);
        using (Context.Enter())
        {
            GL gl = Context.GL;
            if (Context.Info.HasCompute)
                gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);

            gl.BindBuffer(BufferTargetARB.CopyReadBuffer, Handle);
            void* mapped = gl.MapBufferRange(
                BufferTargetARB.CopyReadBuffer, (nint)byteOffset, (nuint)bytes, MapBufferAccessMask.ReadBit);
            Context.Check("MapBufferRange");
            if (mapped == null)
                throw new GpuException($"The driver could not map {bytes} bytes of {this} for reading.");

            new ReadOnlySpan<T>(mapped, destination.Length).CopyTo(destination);
            gl.UnmapBuffer(BufferTargetARB.CopyReadBuffer);
            Context.Check("UnmapBuffer");
        }
    }

    /// <summary>Reads elements back, waiting for the GPU. For tools and tests.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="count">How many elements.</param>
    /// <param name="byteOffset">The first byte read.</param>
    /// <returns>The elements.</returns>
    public T[] Read<T>(int count, long byteOffset = 0)
        where T : unmanaged
    {
        var result = new T[count];
        Read(result.AsSpan(), byteOffset);
        return result;
    }

    private static uint Generate(GpuContext context, long sizeInBytes, string label)
    {
        context.AssertThread();
        if (sizeInBytes <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(sizeInBytes), sizeInBytes, $"Buffer '{label}' needs at least one byte, not {sizeInBytes}.");
        }

        return context.GL.GenBuffer();
    }

    private unsafe void Allocate(BufferUsageARB usage)
    {
        using (Context.Enter())
        {
            GL gl = Context.GL;
            gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, Handle);
            gl.BufferData(BufferTargetARB.CopyWriteBuffer, (nuint)Size, null, usage);

            if (Context.IsDebug)
                Context.Check($"BufferData of {Size} bytes for '{Label}'");

            // A failed allocation leaves the size at zero; asking for that leaves the error flags to the host.
            if (Size <= int.MaxValue)
            {
                gl.GetBufferParameter(GLEnum.CopyWriteBuffer, GLEnum.BufferSize, out int actual);
                if (actual != Size)
                    throw new GpuException($"The driver has no {Size} bytes for buffer '{Label}'. Free memory or use a smaller model.");
            }

            Context.SetLabel(ObjectIdentifier.Buffer, Handle, Label);
        }
    }

    private void AssertInside(long offset, long bytes)
    {
        if (offset < 0 || offset > Size - bytes)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"Bytes {offset} to {offset + bytes} are not inside {this} of {Size} bytes.");
        }
    }
}
