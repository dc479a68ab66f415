namespace Silk.NET.OpenGL;

public enum VertexAttribIType
{
    UnsignedInt = 0x1405,
}
