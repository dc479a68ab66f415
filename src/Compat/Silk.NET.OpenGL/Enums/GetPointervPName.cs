namespace Silk.NET.OpenGL;

public enum GetPointervPName
{
    DebugCallbackFunction = 0x8244,
    DebugCallbackUserParam = 0x8245,
}
