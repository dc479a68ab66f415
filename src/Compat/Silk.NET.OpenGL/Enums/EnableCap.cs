namespace Silk.NET.OpenGL;

public enum EnableCap
{
    Blend = 0xBE2,
    ScissorTest = 0xC11,
    DebugOutputSynchronous = 0x8242,
    DebugOutput = 0x92E0,
}
