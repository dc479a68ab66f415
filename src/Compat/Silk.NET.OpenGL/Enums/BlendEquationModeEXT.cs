namespace Silk.NET.OpenGL;

public enum BlendEquationModeEXT
{
    FuncAdd = 0x8006,
    Max = 0x8008,
    FuncSubtract = 0x800A,
    FuncReverseSubtract = 0x800B,
}
