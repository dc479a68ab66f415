namespace Silk.NET.OpenGL;

public enum TextureMagFilter
{
    Nearest = 0x2600,
}
