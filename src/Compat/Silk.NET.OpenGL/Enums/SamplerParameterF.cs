namespace Silk.NET.OpenGL;

public enum SamplerParameterF
{
    BorderColor = 0x1004,
    MinLod = 0x813A,
    MaxLod = 0x813B,
}
