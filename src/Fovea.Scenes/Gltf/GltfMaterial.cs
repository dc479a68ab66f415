using Fovea.Scenes.Meshes;

namespace Fovea.Scenes.Gltf;

/// <summary>A material, and how the texture coordinates of meshes with it are moved.</summary>
internal sealed record GltfMaterial(Material Material, GltfTextureTransform Transform);
