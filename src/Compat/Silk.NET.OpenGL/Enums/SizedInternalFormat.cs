namespace Silk.NET.OpenGL;

public enum SizedInternalFormat
{
    Rgba8 = 0x8058,
}
