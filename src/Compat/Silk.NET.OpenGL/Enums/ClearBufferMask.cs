using System;

namespace Silk.NET.OpenGL;

[Flags]
public enum ClearBufferMask
{
    DepthBufferBit = 0x100,
    ColorBufferBit = 0x4000,
}
