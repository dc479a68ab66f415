namespace Fovea.Scenes.Rendering;

/// <summary>Instances that one call draws.</summary>
/// <param name="Mesh">The number of their mesh in the store.</param>
/// <param name="Textures">The number of their textures in the store; 0 for none.</param>
/// <param name="Flags">What the draw must be set up for.</param>
/// <param name="First">The first instance.</param>
/// <param name="Count">How many.</param>
internal readonly record struct DrawBatch(int Mesh, int Textures, BatchFlags Flags, int First, int Count);
