namespace Silk.NET.OpenGL;

public enum BufferPNameARB
{
    Size = 0x8764,
    MapOffset = 0x9121,
}
