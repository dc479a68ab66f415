namespace Silk.NET.OpenGL;

public enum TextureUnit
{
    Texture0 = 0x84C0,
    Texture2 = 0x84C2,
    Texture4 = 0x84C4,
}
