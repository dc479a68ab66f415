namespace Silk.NET.OpenGL;

public enum PixelFormat
{
    Rgba = 0x1908,
}
