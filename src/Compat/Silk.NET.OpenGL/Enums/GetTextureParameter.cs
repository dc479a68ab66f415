namespace Silk.NET.OpenGL;

public enum GetTextureParameter
{
    TextureWidth = 0x1000,
    TextureMinFilter = 0x2801,
}
