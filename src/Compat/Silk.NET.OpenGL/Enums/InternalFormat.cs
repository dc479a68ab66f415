namespace Silk.NET.OpenGL;

public enum InternalFormat
{
    Rgba8 = 0x8058,
    Depth24Stencil8 = 0x88F0,
}
