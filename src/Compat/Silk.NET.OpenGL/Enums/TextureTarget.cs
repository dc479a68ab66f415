namespace Silk.NET.OpenGL;

public enum TextureTarget
{
    Texture2D = 0xDE1,
    TextureCubeMap = 0x8513,
}
