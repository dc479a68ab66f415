namespace Silk.NET.OpenGL;

public enum FramebufferAttachmentParameterName
{
    ColorEncoding = 0x8210,
    ComponentType = 0x8211,
    ObjectType = 0x8CD0,
    ObjectName = 0x8CD1,
    TextureLevel = 0x8CD2,
}
