namespace Silk.NET.OpenGL;

public enum BufferAccessARB
{
    ReadOnly = 0x88B8,
    WriteOnly = 0x88B9,
}
