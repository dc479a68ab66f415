using Fovea.Gpu;

namespace Fovea.Scenes.Rendering;

/// <summary>The four textures of a material, with plain ones in the places of those that it lacks.</summary>
/// <param name="BaseColor">Multiplies the base colour.</param>
/// <param name="MetallicRoughness">Roughness in green, metallic in blue.</param>
/// <param name="Normal">Normals in tangent space.</param>
/// <param name="Emission">Multiplies the emission.</param>
internal readonly record struct SurfaceMaps(
    GpuSurfaceTexture BaseColor, GpuSurfaceTexture MetallicRoughness, GpuSurfaceTexture Normal, GpuSurfaceTexture Emission)
{
    /// <summary>Binds them to units 0 to 3.</summary>
    public void Bind()
    {
        BaseColor.Bind(0);
        MetallicRoughness.Bind(1);
        Normal.Bind(2);
        Emission.Bind(3);
    }
}
