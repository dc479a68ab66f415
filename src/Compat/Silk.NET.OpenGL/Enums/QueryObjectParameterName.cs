namespace Silk.NET.OpenGL;

public enum QueryObjectParameterName
{
    Result = 0x8866,
    ResultAvailable = 0x8867,
}
