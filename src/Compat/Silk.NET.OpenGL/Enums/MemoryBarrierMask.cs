using System;

namespace Silk.NET.OpenGL;

[Flags]
public enum MemoryBarrierMask : uint
{
    VertexAttribArrayBarrierBit = 0x1,
    ElementArrayBarrierBit = 0x2,
    UniformBarrierBit = 0x4,
    TextureFetchBarrierBit = 0x8,
    ShaderImageAccessBarrierBit = 0x20,
    CommandBarrierBit = 0x40,
    PixelBufferBarrierBit = 0x80,
    TextureUpdateBarrierBit = 0x100,
    BufferUpdateBarrierBit = 0x200,
    FramebufferBarrierBit = 0x400,
    TransformFeedbackBarrierBit = 0x800,
    AtomicCounterBarrierBit = 0x1000,
    ShaderStorageBarrierBit = 0x2000,
    AllBarrierBits = 0xFFFFFFFF,
}
