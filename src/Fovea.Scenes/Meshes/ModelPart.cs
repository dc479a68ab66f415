using System.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>A mesh with its material, somewhere in a model.</summary>
/// <param name="Mesh">The triangles.</param>
/// <param name="Material">How they take light.</param>
/// <param name="Transform">From the mesh's space to the model's.</param>
public sealed record ModelPart(MeshData Mesh, Material Material, Matrix4x4 Transform);
