namespace Silk.NET.OpenGL;

public enum VertexAttribPropertyARB
{
    VertexAttribArrayDivisor = 0x88FE,
}
