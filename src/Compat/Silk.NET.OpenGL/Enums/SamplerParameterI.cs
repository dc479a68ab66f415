namespace Silk.NET.OpenGL;

public enum SamplerParameterI
{
    MagFilter = 0x2800,
    MinFilter = 0x2801,
    WrapS = 0x2802,
    WrapT = 0x2803,
    WrapR = 0x8072,
    CompareMode = 0x884C,
    CompareFunc = 0x884D,
}
