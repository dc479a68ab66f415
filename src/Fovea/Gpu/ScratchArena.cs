using System;
using System.Collections.Generic;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>One part of a <see cref="ScratchMemory"/>: used by one run at a time.</summary>
internal sealed class ScratchArena
{
    public ScratchArena(GpuContext context, long bytes, string label) =>
        Buffer = new GpuBuffer(context, Math.Max(16, bytes), label, BufferUsageARB.DynamicCopy);

    /// <summary>The memory. It grows under the same name.</summary>
    public GpuBuffer Buffer { get; }

    /// <summary>All who use it by turns.</summary>
    public List<IScratchUser> Users { get; } = new();

    /// <summary>Whose run is under way; null between runs, when what is in it is of no use to anybody.</summary>
    public IScratchUser? Holder { get; set; }

    /// <summary>Makes it larger, and forgets what is in it.</summary>
    /// <exception cref="GpuException">The device has not that much memory; it is as large as it was.</exception>
    public void Grow(long bytes)
    {
        Buffer.Reallocate(bytes, BufferUsageARB.DynamicCopy);
        foreach (IScratchUser user in Users)
            user.OnGrown();
    }
}
