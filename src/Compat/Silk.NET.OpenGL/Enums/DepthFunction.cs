namespace Silk.NET.OpenGL;

public enum DepthFunction
{
    Less = 0x201,
    Greater = 0x204,
    Gequal = 0x206,
}
