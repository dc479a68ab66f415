namespace Silk.NET.OpenGL;

public enum SyncParameterName
{
    SyncStatus = 0x9114,
}
