using System.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>The colour of a vertex and how it takes light, as both lie in a <see cref="Vertex"/>.</summary>
/// <param name="Color">The base colour, see <see cref="SurfaceBytes.Color(Vector3)"/>.</param>
/// <param name="Surface">Metallic, roughness, emission and tint, see <see cref="SurfaceBytes"/>.</param>
public readonly record struct Paint(uint Color, uint Surface)
{
    /// <summary>White, half rough, taking the material's colour.</summary>
    public static Paint Default { get; } = Tinted(1, 1, 1, 0.5f);

    /// <summary>A colour of its own, whatever the material's is.</summary>
    /// <param name="red">sRGB-encoded, 0..1.</param>
    /// <param name="green">sRGB-encoded, 0..1.</param>
    /// <param name="blue">sRGB-encoded, 0..1.</param>
    /// <param name="roughness">0..1.</param>
    /// <param name="metallic">0..1.</param>
    /// <param name="emission">0..1 times the colour.</param>
    public static Paint Fixed(float red, float green, float blue, float roughness = 0.8f, float metallic = 0, float emission = 0) =>
        new(SurfaceBytes.Color(red, green, blue), SurfaceBytes.Pack(metallic, roughness, emission, 0));

    /// <summary>A colour that the material's multiplies.</summary>
    /// <inheritdoc cref="Fixed(float, float, float, float, float, float)"/>
    public static Paint Tinted(float red, float green, float blue, float roughness = 0.8f, float metallic = 0, float emission = 0) =>
        new(SurfaceBytes.Color(red, green, blue), SurfaceBytes.Pack(metallic, roughness, emission, 1));

    /// <summary>A colour of its own, whatever the material's is.</summary>
    public static Paint Fixed(Vector3 srgb, float roughness = 0.8f, float metallic = 0, float emission = 0) =>
        Fixed(srgb.X, srgb.Y, srgb.Z, roughness, metallic, emission);
}
