namespace Silk.NET.OpenGL;

public enum QueryCounterTarget
{
    Timestamp = 0x8E28,
}
