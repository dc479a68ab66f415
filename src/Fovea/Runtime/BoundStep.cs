namespace Fovea.Runtime;

/// <summary>A step of a plan with the GL objects that it uses.</summary>
/// <param name="Program">The program.</param>
/// <param name="Barrier">Whether a barrier stands before it.</param>
/// <param name="Storage">What is bound as storage buffers.</param>
/// <param name="Textures">What is bound as buffer textures.</param>
/// <param name="Parameters">What is bound as uniform block 0.</param>
/// <param name="X">Work groups along x.</param>
/// <param name="Y">Work groups along y.</param>
/// <param name="Z">Work groups along z.</param>
internal sealed record BoundStep(
    uint Program, bool Barrier, BoundRange[] Storage, BoundTexture[] Textures, BoundRange Parameters, uint X, uint Y, uint Z);

/// <summary>A range of a buffer at a binding.</summary>
internal readonly record struct BoundRange(uint Index, uint Buffer, long Offset, long Size);

/// <summary>A texture at a unit.</summary>
internal readonly record struct BoundTexture(uint Unit, uint Handle);
