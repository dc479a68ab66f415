using System;
using System.Threading.Tasks;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>A part of a buffer, as a shader sees it.</summary>
public readonly struct BufferRange : IEquatable<BufferRange>
{
    /// <summary>A part of a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="size">Bytes, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or reaches outside the buffer.</exception>
    public BufferRange(GpuBuffer buffer, long offset, long size)
    {
        if (offset < 0 || size <= 0 || offset > buffer.Size - size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"Bytes {offset} to {offset + size} are not inside {buffer} of {buffer.Size} bytes.");
        }

        Buffer = buffer;
        Offset = offset;
        Size = size;
    }

    /// <summary>The buffer.</summary>
    public GpuBuffer Buffer { get; }

    /// <summary>First byte.</summary>
    public long Offset { get; }

    /// <summary>Bytes.</summary>
    public long Size { get; }

    /// <summary>A part of this part.</summary>
    /// <param name="offset">First byte, counted from this range's first.</param>
    /// <param name="size">Bytes.</param>
    /// <returns>The part.</returns>
    public BufferRange Slice(long offset, long size)
    {
        if (offset < 0 || size <= 0 || offset > Size - size)
            throw new ArgumentOutOfRangeException(nameof(offset), $"Bytes {offset} to {offset + size} are not inside {this}.");

        return new BufferRange(Buffer, Offset + offset, size);
    }

    /// <summary>Binds it as storage block <paramref name="index"/>. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    /// <param name="index">The binding in the shader, less than <see cref="BindingPoints.Storage"/>.</param>
    public void BindStorage(uint index) => Bind(BufferTargetARB.ShaderStorageBuffer, index);

    /// <summary>Binds it as uniform block <paramref name="index"/>. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    /// <param name="index">The binding in the shader, less than <see cref="BindingPoints.Uniform"/>.</param>
    public void BindUniform(uint index) => Bind(BufferTargetARB.UniformBuffer, index);

    /// <summary>
    /// Brings the content to the CPU; <see cref="GpuContext.Update"/> completes the task in a later frame and runs its continuations. For
    /// now and then; a stream of results goes through <see cref="Readback{TToken}"/>.
    /// </summary>
    /// <typeparam name="T">The element type; the range is a whole number of them.</typeparam>
    /// <returns>The content; cancelled when the context is disposed first.</returns>
    public unsafe Task<T[]> ReadAsync<T>()
        where T : unmanaged
    {
        if (Size % sizeof(T) != 0 || Size > int.MaxValue)
            throw new InvalidOperationException($"{this} is no array of {typeof(T).Name}.");

        return new PendingRead<T>(Buffer.Context, this, (int)(Size / sizeof(T))).Task;
    }

    /// <inheritdoc/>
    public bool Equals(BufferRange other) => ReferenceEquals(Buffer, other.Buffer) && Offset == other.Offset && Size == other.Size;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BufferRange other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Buffer, Offset, Size);

    /// <inheritdoc/>
    public override string ToString() => $"bytes {Offset} to {Offset + Size} of {Buffer}";

    private void Bind(BufferTargetARB target, uint index)
    {
        GpuContext context = Buffer.Context;
        context.AssertThread();
        if (context.IsDebug)
            AssertBindable(target, index);

        context.GL.BindBufferRange(target, index, Buffer.Handle, (nint)Offset, (nuint)Size);
        context.Check("BindBufferRange");
    }

    private void AssertBindable(BufferTargetARB target, uint index)
    {
        GpuLimits limits = Buffer.Context.Limits;
        bool storage = target == BufferTargetARB.ShaderStorageBuffer;
        (int slots, long alignment, long largest) = storage
            ? (BindingPoints.Storage, limits.StorageAlignment, limits.MaxStorageRange)
            : (BindingPoints.Uniform, limits.UniformAlignment, limits.MaxUniformRange);
        string what = storage ? "storage" : "uniform";
        if (index >= slots)
            throw new GpuException($"Cannot bind {this} as {what} block {index}: Fovea keeps to blocks 0 to {slots - 1}.");

        if (Offset % alignment != 0)
            throw new GpuException($"Cannot bind {this} as a {what} block: the offset is no multiple of {alignment}.");

        if (Size > largest)
            throw new GpuException($"Cannot bind {this} as a {what} block: this device binds at most {largest} bytes at once.");
    }
}
