using System;
using Silk.NET.OpenGL;

namespace Fovea.Gpu;

/// <summary>What a device can do in one dispatch or bind at once.</summary>
/// <remarks>
/// The defaults are the least that both OpenGL 4.3 and OpenGL ES 3.1 promise (the smaller of the two columns of their tables of
/// implementation-dependent values), and the coarsest alignments they permit. A program that stays within them runs everywhere.
/// </remarks>
public sealed record GpuLimits
{
    /// <summary>The floor: what every OpenGL 4.3 and OpenGL ES 3.1 device offers.</summary>
    public static GpuLimits Portable { get; } = new();

    /// <summary>Invocations in one work group, the product of the three local sizes.</summary>
    public int MaxInvocations { get; init; } = 128;

    /// <summary>Largest local size along x.</summary>
    public int MaxLocalX { get; init; } = 128;

    /// <summary>Largest local size along y.</summary>
    public int MaxLocalY { get; init; } = 128;

    /// <summary>Largest local size along z.</summary>
    public int MaxLocalZ { get; init; } = 64;

    /// <summary>Bytes of <c>shared</c> variables in one compute program.</summary>
    public int MaxSharedBytes { get; init; } = 16384;

    /// <summary>Storage buffers that one compute program may use.</summary>
    public int MaxStorageBuffers { get; init; } = 4;

    /// <summary>Bytes of one bound storage range.</summary>
    public long MaxStorageRange { get; init; } = 16L << 20;

    /// <summary>Bytes of one bound uniform range.</summary>
    public int MaxUniformRange { get; init; } = 16384;

    /// <summary>Uniform blocks that one compute program may use.</summary>
    public int MaxUniformBuffers { get; init; } = 12;

    /// <summary>Images that one compute program may use.</summary>
    public int MaxImages { get; init; } = 4;

    /// <summary>Textures that one shader may sample.</summary>
    public int MaxTextures { get; init; } = 16;

    /// <summary>Width and height of a 2-D texture.</summary>
    public int MaxTextureSize { get; init; } = 2048;

    /// <summary>Texels of a buffer texture; 0 where there are none, as OpenGL ES 3.1 does not promise them.</summary>
    public int MaxBufferTexels { get; init; }

    /// <summary>The offset of a buffer texture in its buffer is a multiple of this many bytes.</summary>
    public int BufferTextureAlignment { get; init; } = 256;

    /// <summary>The offset of a bound storage range is a multiple of this many bytes (a power of two).</summary>
    public int StorageAlignment { get; init; } = 256;

    /// <summary>The offset of a bound uniform range is a multiple of this many bytes (a power of two).</summary>
    public int UniformAlignment { get; init; } = 256;

    /// <summary>Work groups of one dispatch along x.</summary>
    public int MaxGroupsX { get; init; } = 65535;

    /// <summary>Work groups of one dispatch along y.</summary>
    public int MaxGroupsY { get; init; } = 65535;

    /// <summary>Work groups of one dispatch along z.</summary>
    public int MaxGroupsZ { get; init; } = 65535;

    internal static GpuLimits Query(GL gl, GpuInfo info)
    {
        var limits = new GpuLimits
        {
            MaxTextureSize = gl.GetInteger(GetPName.MaxTextureSize),
            MaxUniformRange = gl.GetInteger(GetPName.MaxUniformBlockSize),
            UniformAlignment = gl.GetInteger(GetPName.UniformBufferOffsetAlignment),
        };
        if (info.HasBufferTextures)
        {
            limits = limits with
            {
                MaxBufferTexels = Get(gl, GLEnum.MaxTextureBufferSize),
                BufferTextureAlignment = Get(gl, GLEnum.TextureBufferOffsetAlignment),
            };
        }

        if (!info.HasCompute)
            return limits with { MaxStorageBuffers = 0, MaxImages = 0, MaxInvocations = 0, MaxSharedBytes = 0 };

        return limits with
        {
            MaxInvocations = Get(gl, GLEnum.MaxComputeWorkGroupInvocations),
            MaxLocalX = Get(gl, GLEnum.MaxComputeWorkGroupSize, 0),
            MaxLocalY = Get(gl, GLEnum.MaxComputeWorkGroupSize, 1),
            MaxLocalZ = Get(gl, GLEnum.MaxComputeWorkGroupSize, 2),
            MaxSharedBytes = Get(gl, GLEnum.MaxComputeSharedMemorySize),
            MaxStorageBuffers = Get(gl, GLEnum.MaxComputeShaderStorageBlocks),
            MaxStorageRange = StorageRange(gl),
            MaxUniformBuffers = Get(gl, GLEnum.MaxComputeUniformBlocks),
            MaxImages = Get(gl, GLEnum.MaxComputeImageUniforms),
            MaxTextures = Get(gl, GLEnum.MaxComputeTextureImageUnits),
            StorageAlignment = Get(gl, GLEnum.ShaderStorageBufferOffsetAlignment),
            MaxGroupsX = Get(gl, GLEnum.MaxComputeWorkGroupCount, 0),
            MaxGroupsY = Get(gl, GLEnum.MaxComputeWorkGroupCount, 1),
            MaxGroupsZ = Get(gl, GLEnum.MaxComputeWorkGroupCount, 2),
        };
    }

    private static int Get(GL gl, GLEnum name)
    {
        gl.GetInteger(name, out int value);
        return value;
    }

    private static int Get(GL gl, GLEnum name, uint index)
    {
        gl.GetInteger(name, index, out int value);
        return value;
    }

    // The limit is 64 bits wide; drivers that report 2 GiB and more clamp or wrap when it is read as an int.
    private static long StorageRange(GL gl)
    {
        int value = Get(gl, GLEnum.MaxShaderStorageBlockSize);
        return value < 0 ? (uint)value : Math.Max(value, Portable.MaxStorageRange);
    }
}
