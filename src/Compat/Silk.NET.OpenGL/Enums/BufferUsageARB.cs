namespace Silk.NET.OpenGL;

public enum BufferUsageARB
{
    StreamDraw = 0x88E0,
    StreamRead = 0x88E1,
    StaticDraw = 0x88E4,
    DynamicDraw = 0x88E8,
    DynamicCopy = 0x88EA,
}
