using System;

namespace Silk.NET.OpenGL;

[Flags]
public enum ClearBufferMask
{
    ColorBufferBit = 0x4000,
}
