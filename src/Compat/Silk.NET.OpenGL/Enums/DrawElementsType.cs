namespace Silk.NET.OpenGL;

public enum DrawElementsType
{
    UnsignedShort = 0x1403,
    UnsignedInt = 0x1405,
}
