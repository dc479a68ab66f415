using System;

namespace Silk.NET.OpenGL;

[Flags]
public enum SyncObjectMask
{
    Bit = 0x1,
}
