namespace Silk.NET.OpenGL;

public enum InvalidateFramebufferAttachment
{
    ColorAttachment0 = 0x8CE0,
    ColorAttachment1 = 0x8CE1,
    ColorAttachment2 = 0x8CE2,
    ColorAttachment3 = 0x8CE3,
    ColorAttachment4 = 0x8CE4,
    ColorAttachment5 = 0x8CE5,
    ColorAttachment6 = 0x8CE6,
    ColorAttachment7 = 0x8CE7,
    DepthAttachment = 0x8D00,
    StencilAttachment = 0x8D20,
}
