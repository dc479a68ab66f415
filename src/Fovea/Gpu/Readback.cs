using System;
using System.Diagnostics.CodeAnalysis;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>Brings bytes from the GPU to the CPU some frames later, without either waiting for the other.</summary>
/// <remarks>
/// A ring of buffers: enqueueing copies into one and sets a fence, dequeueing looks whether the oldest fence has passed. When the ring is
/// full the caller is told, drops that frame and counts it. In the steady state nothing is allocated.
/// </remarks>
/// <typeparam name="TToken">What belongs to the bytes: a frame's number, time and camera pose.</typeparam>
public sealed class Readback<TToken> : IDisposable
{
    private readonly GpuContext _context;
    private readonly Slot[] _slots;
    private int _oldest;

    /// <summary>Makes the ring.</summary>
    /// <param name="context">Where to read from.</param>
    /// <param name="capacity">The most bytes that one entry holds.</param>
    /// <param name="label">The name that messages and graphics debuggers show.</param>
    /// <param name="slots">How many entries may be under way; a GPU runs two or three frames behind.</param>
    public Readback(GpuContext context, int capacity, string label, int slots = 3)
    {
        if (slots < 1)
            throw new ArgumentOutOfRangeException(nameof(slots), slots, "The ring needs at least one slot.");

        _context = context;
        Capacity = capacity;
        _slots = new Slot[slots];
        using var making = new Making();
        for (int i = 0; i < slots; i++)
            _slots[i].Buffer = making.Own(new GpuBuffer(context, capacity, $"{label} {i}", BufferUsageARB.StreamRead));
        making.Complete();
    }

    /// <summary>The most bytes that one entry holds, unless <see cref="TryOpen"/> asked for more.</summary>
    public int Capacity { get; }

    /// <summary>How many entries are under way.</summary>
    public int Pending { get; private set; }

    /// <summary>True when the next entry would be refused.</summary>
    public bool IsFull => Pending == _slots.Length;

    /// <summary>Starts bringing a range of a buffer, as all shaders issued so far leave it.</summary>
    /// <param name="source">The range.</param>
    /// <param name="token">What belongs to it.</param>
    /// <returns>False when the ring is full: nothing was started.</returns>
    /// <exception cref="ArgumentException">The range is larger than <see cref="Capacity"/>.</exception>
    public bool TryEnqueue(BufferRange source, TToken token)
    {
        _context.AssertThread();
        if (source.Size > Capacity)
            throw new ArgumentException($"The ring's entries hold {Capacity} bytes, {source} is {source.Size}.", nameof(source));

        if (IsFull)
            return false;

        using (_context.Enter())
        {
            GL gl = _context.GL;
            ref Slot slot = ref Next();
            if (_context.Info.HasCompute)
                gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);

            gl.BindBuffer(BufferTargetARB.CopyReadBuffer, source.Buffer.Handle);
            gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, slot.Buffer.Handle);
            gl.CopyBufferSubData(
                CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, (nint)source.Offset, 0, (nuint)source.Size);
            Fence(ref slot, (int)source.Size, token);
            _context.Check("CopyBufferSubData");
        }

        return true;
    }

    /// <summary>Starts bringing pixels as RGBA bytes, rows from the bottom up as OpenGL has them.</summary>
    /// <param name="source">The framebuffer, or null for the one the host has bound for reading.</param>
    /// <param name="x">Left.</param>
    /// <param name="y">Bottom.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="token">What belongs to them.</param>
    /// <returns>False when the ring is full: nothing was started.</returns>
    /// <exception cref="ArgumentException">The pixels are more than <see cref="Capacity"/> bytes.</exception>
    public unsafe bool TryEnqueuePixels(GpuFramebuffer? source, int x, int y, int width, int height, TToken token)
    {
        _context.AssertThread();
        long bytes = 4L * width * height;
        if (bytes <= 0 || bytes > Capacity)
            throw new ArgumentException($"The ring's entries hold {Capacity} bytes, {width} x {height} pixels are {bytes}.", nameof(width));

        if (IsFull)
            return false;

        using (_context.Enter())
        {
            GL gl = _context.GL;
            ref Slot slot = ref Next();
            if (_context.Info.HasCompute)
                gl.MemoryBarrier(MemoryBarrierMask.FramebufferBarrierBit);

            if (source != null)
                gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, source.Handle);

            PixelStoreState.SetTight(gl, !_context.Info.IsES);
            gl.BindBuffer(BufferTargetARB.PixelPackBuffer, slot.Buffer.Handle);
            gl.ReadPixels(x, y, (uint)width, (uint)height, PixelFormat.Rgba, PixelType.UnsignedByte, null);
            Fence(ref slot, (int)bytes, token);
            _context.Check("ReadPixels into a buffer");
        }

        return true;
    }

    /// <summary>
    /// Gives the next entry's buffer to be filled by any means (shaders that write it, pixels that are read into it), which
    /// <see cref="Enqueue"/> then starts bringing. For entries that are made of several parts.
    /// </summary>
    /// <param name="bytes">How many are needed; a buffer that is smaller grows, once.</param>
    /// <param name="buffer">The buffer; null when the ring is full.</param>
    /// <returns>False when the ring is full.</returns>
    /// <exception cref="GpuException">The driver could not give that much memory.</exception>
    public bool TryOpen(long bytes, [NotNullWhen(true)] out GpuBuffer? buffer)
    {
        _context.AssertThread();
        buffer = null;
        if (bytes > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "An entry holds less than 2 GiB.");

        if (IsFull)
            return false;

        buffer = Next().Buffer;
        if (buffer.Size < bytes)
            buffer.Reallocate(bytes, BufferUsageARB.StreamRead);
        return true;
    }

    /// <summary>Starts bringing what was put into the buffer that <see cref="TryOpen"/> gave.</summary>
    /// <param name="length">How many bytes of it, from its first on.</param>
    /// <param name="token">What belongs to them.</param>
    public void Enqueue(int length, TToken token)
    {
        _context.AssertThread();
        ref Slot slot = ref Next();
        if (IsFull || length < 0 || length > slot.Buffer.Size)
            throw new ArgumentOutOfRangeException(nameof(length), length, "An entry is opened first, for as many bytes.");

        if (_context.Info.HasCompute)
            _context.GL.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        Fence(ref slot, length, token);
        _context.Check("FenceSync");
    }

    /// <summary>Takes the oldest entry if it has arrived. Never waits.</summary>
    /// <param name="destination">Where its bytes go; at least as long as the entry.</param>
    /// <param name="length">How many bytes there were.</param>
    /// <param name="token">What belongs to them.</param>
    /// <returns>False when nothing has arrived.</returns>
    /// <exception cref="ArgumentException">The destination is too short; the entry stays.</exception>
    public unsafe bool TryDequeue(Span<byte> destination, out int length, out TToken token)
    {
        length = 0;
        token = default!;
        if (!HasArrived())
            return false;

        Slot slot = _slots[_oldest];
        if (destination.Length < slot.Length)
        {
            throw new ArgumentException(
                $"The entry has {slot.Length} bytes, the destination takes {destination.Length}.", nameof(destination));
        }

        using (_context.Enter())
        {
            new ReadOnlySpan<byte>(Map(slot), slot.Length).CopyTo(destination);
            Unmap();
        }

        (length, token) = (slot.Length, slot.Token);
        Release();
        return true;
    }

    /// <summary>Hands the oldest entry to a handler if it has arrived. Never waits, and copies nothing.</summary>
    /// <typeparam name="TState">What is passed to the handler.</typeparam>
    /// <param name="state">What is passed to the handler.</param>
    /// <param name="handler">Takes the bytes.</param>
    /// <returns>False when nothing has arrived.</returns>
    public unsafe bool TryDequeue<TState>(TState state, ReadbackHandler<TToken, TState> handler)
    {
        if (!HasArrived())
            return false;

        Slot slot = _slots[_oldest];
        using (_context.Enter())
        {
            void* data = Map(slot);
            try
            {
                handler(new ReadOnlySpan<byte>(data, slot.Length), slot.Token, state);
            }
            finally
            {
                // The handler may have bound something of its own.
                _context.GL.BindBuffer(BufferTargetARB.CopyReadBuffer, slot.Buffer.Handle);
                Unmap();
                Release();
            }
        }

        return true;
    }

    /// <summary>Gives up what is under way and deletes the buffers.</summary>
    public void Dispose()
    {
        if (_context.IsGone)
        {
            foreach (Slot slot in _slots)
                slot.Buffer.Dispose();
            return;
        }

        _context.AssertThread();
        while (Pending > 0)
            Release();

        foreach (Slot slot in _slots)
            slot.Buffer.Dispose();
    }

    private ref Slot Next() => ref _slots[(_oldest + Pending) % _slots.Length];

    private void Fence(ref Slot slot, int length, TToken token)
    {
        slot.Length = length;
        slot.Token = token;
        slot.Fence = _context.GL.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
        slot.Flushed = false;
        Pending++;
    }

    private bool HasArrived()
    {
        _context.AssertThread();
        if (Pending == 0)
            return false;

        ref Slot slot = ref _slots[_oldest];
        bool arrived = GpuFence.HasPassed(_context, slot.Fence, flush: !slot.Flushed);
        slot.Flushed = true;
        return arrived;
    }

    private unsafe void* Map(in Slot slot)
    {
        GL gl = _context.GL;
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, slot.Buffer.Handle);
        void* data = gl.MapBufferRange(BufferTargetARB.CopyReadBuffer, 0, (nuint)slot.Length, MapBufferAccessMask.ReadBit);
        _context.Check("MapBufferRange");
        return data != null ? data : throw new GpuException($"The driver could not map {slot.Buffer} for reading.");
    }

    private void Unmap()
    {
        _context.GL.UnmapBuffer(BufferTargetARB.CopyReadBuffer);
        _context.Check("UnmapBuffer");
    }

    private void Release()
    {
        ref Slot slot = ref _slots[_oldest];
        _context.GL.DeleteSync(slot.Fence);
        slot.Fence = 0;
        slot.Token = default!;
        _oldest = (_oldest + 1) % _slots.Length;
        Pending--;
    }

    private struct Slot
    {
        public GpuBuffer Buffer;
        public nint Fence;
        public bool Flushed;
        public int Length;
        public TToken Token;
    }
}
