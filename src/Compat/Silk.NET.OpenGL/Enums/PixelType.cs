namespace Silk.NET.OpenGL;

public enum PixelType
{
    Byte = 0x1400,
    UnsignedByte = 0x1401,
    Short = 0x1402,
    UnsignedShort = 0x1403,
    Int = 0x1404,
    UnsignedInt = 0x1405,
    Float = 0x1406,
    HalfFloat = 0x140B,
    UnsignedShort4444 = 0x8033,
    UnsignedShort5551 = 0x8034,
    UnsignedInt8888 = 0x8035,
    UnsignedShort565 = 0x8363,
    UnsignedInt8888Rev = 0x8367,
    UnsignedInt2101010Rev = 0x8368,
    UnsignedInt248 = 0x84FA,
}
