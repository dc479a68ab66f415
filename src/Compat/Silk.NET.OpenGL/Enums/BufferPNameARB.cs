namespace Silk.NET.OpenGL;

public enum BufferPNameARB
{
    Size = 0x8764,
    Usage = 0x8765,
    Access = 0x88BB,
    Mapped = 0x88BC,
    AccessFlags = 0x911F,
    MapLength = 0x9120,
    MapOffset = 0x9121,
}
