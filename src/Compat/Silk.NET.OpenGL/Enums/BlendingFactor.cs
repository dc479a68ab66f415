namespace Silk.NET.OpenGL;

public enum BlendingFactor
{
    Zero = 0x0,
    One = 0x1,
    SrcAlpha = 0x302,
    OneMinusSrcAlpha = 0x303,
    DstColor = 0x306,
    SrcAlphaSaturate = 0x308,
    ConstantAlpha = 0x8003,
}
