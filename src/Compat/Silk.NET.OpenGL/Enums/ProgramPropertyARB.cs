namespace Silk.NET.OpenGL;

public enum ProgramPropertyARB
{
    ComputeWorkGroupSize = 0x8267,
    ProgramBinaryLength = 0x8741,
    LinkStatus = 0x8B82,
    InfoLogLength = 0x8B84,
}
