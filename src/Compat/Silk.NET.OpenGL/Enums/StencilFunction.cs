namespace Silk.NET.OpenGL;

public enum StencilFunction
{
    Notequal = 0x205,
}
