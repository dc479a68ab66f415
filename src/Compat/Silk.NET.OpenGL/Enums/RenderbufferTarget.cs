namespace Silk.NET.OpenGL;

public enum RenderbufferTarget
{
    Renderbuffer = 0x8D41,
}
