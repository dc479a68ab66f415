namespace Silk.NET.OpenGL;

public enum TextureTarget
{
    Texture2D = 0xDE1,
    Texture3D = 0x806F,
    TextureCubeMap = 0x8513,
    TextureCubeMapPositiveX = 0x8515,
    TextureCubeMapNegativeX = 0x8516,
    TextureCubeMapPositiveY = 0x8517,
    TextureCubeMapNegativeY = 0x8518,
    TextureCubeMapPositiveZ = 0x8519,
    TextureCubeMapNegativeZ = 0x851A,
    Texture2DArray = 0x8C1A,
    Texture2DMultisample = 0x9100,
}
