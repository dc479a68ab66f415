namespace Silk.NET.OpenGL;

public enum DepthFunction
{
    Less = 0x201,
    Lequal = 0x203,
    Greater = 0x204,
    Gequal = 0x206,
}
