namespace Silk.NET.OpenGL;

public enum ShaderParameterName
{
    CompileStatus = 0x8B81,
    InfoLogLength = 0x8B84,
}
