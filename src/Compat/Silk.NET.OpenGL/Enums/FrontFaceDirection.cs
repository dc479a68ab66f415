namespace Silk.NET.OpenGL;

public enum FrontFaceDirection
{
    Cw = 0x900,
    Ccw = 0x901,
}
