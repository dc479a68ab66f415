namespace Silk.NET.OpenGL;

public enum StencilOp
{
    Invert = 0x150A,
    Incr = 0x1E02,
    DecrWrap = 0x8508,
}
