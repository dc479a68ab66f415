using System;

namespace Silk.NET.OpenGL;

[Flags]
public enum MemoryBarrierMask : uint
{
    VertexAttribArrayBarrierBit = 0x1,
    TextureFetchBarrierBit = 0x8,
    ShaderImageAccessBarrierBit = 0x20,
    CommandBarrierBit = 0x40,
    BufferUpdateBarrierBit = 0x200,
    FramebufferBarrierBit = 0x400,
    ShaderStorageBarrierBit = 0x2000,
}
