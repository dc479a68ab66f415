namespace Silk.NET.OpenGL;

public enum FramebufferAttachment
{
    DepthStencilAttachment = 0x821A,
    ColorAttachment0 = 0x8CE0,
    DepthAttachment = 0x8D00,
}
