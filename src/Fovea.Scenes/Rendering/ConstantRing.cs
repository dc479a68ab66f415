using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Scenes.Rendering;

/// <summary>A uniform block that changes every frame, in three buffers in turn, so that nothing waits for frames that still read theirs.</summary>
/// <typeparam name="T">The block, laid out as std140 has it.</typeparam>
internal sealed class ConstantRing<T> : IDisposable
    where T : unmanaged
{
    private readonly GpuBuffer[] _buffers = new GpuBuffer[3];
    private int _turn;

    public ConstantRing(GpuContext context, string label)
    {
        using var making = new Making();
        for (int i = 0; i < _buffers.Length; i++)
            _buffers[i] = making.Own(new GpuBuffer(context, Unsafe.SizeOf<T>(), label, BufferUsageARB.DynamicDraw));
        making.Complete();
    }

    /// <summary>Writes the block of this frame.</summary>
    public void Upload(in T block)
    {
        _turn = (_turn + 1) % _buffers.Length;
        _buffers[_turn].Upload(MemoryMarshal.CreateReadOnlySpan(in block, 1));
    }

    /// <summary>Binds it. Call it inside <see cref="GpuContext.Enter"/>.</summary>
    public void Bind(uint index) => _buffers[_turn].Whole.BindUniform(index);

    /// <summary>Deletes the buffers.</summary>
    public void Dispose()
    {
        foreach (GpuBuffer buffer in _buffers)
            buffer.Dispose();
    }
}
