namespace Silk.NET.OpenGL;

public enum QueryTarget
{
    TimeElapsed = 0x88BF,
    SamplesPassed = 0x8914,
    AnySamplesPassed = 0x8C2F,
    PrimitivesGenerated = 0x8C87,
    AnySamplesPassedConservative = 0x8D6A,
}
