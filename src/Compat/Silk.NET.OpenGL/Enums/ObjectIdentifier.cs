namespace Silk.NET.OpenGL;

public enum ObjectIdentifier
{
    Texture = 0x1702,
    Buffer = 0x82E0,
    Program = 0x82E2,
    Framebuffer = 0x8D40,
}
