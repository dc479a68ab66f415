using System;

namespace Silk.NET.OpenGL;

[Flags]
public enum MapBufferAccessMask
{
    ReadBit = 0x1,
}
