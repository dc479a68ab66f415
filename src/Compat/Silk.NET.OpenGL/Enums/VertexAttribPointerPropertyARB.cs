namespace Silk.NET.OpenGL;

public enum VertexAttribPointerPropertyARB
{
    VertexAttribArrayPointer = 0x8645,
}
