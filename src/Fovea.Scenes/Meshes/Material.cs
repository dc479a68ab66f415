using System.Numerics;

namespace Fovea.Scenes.Meshes;

/// <summary>How a surface takes light, in the metal-rough model of glTF 2.0. Its numbers vary freely between instances; textures part draws.</summary>
public sealed record Material
{
    /// <summary>White, taking everything else from the vertices.</summary>
    public static Material Default { get; } = new();

    /// <summary>What messages call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Multiplies the vertices' colour as far as they take a tint; sRGB-encoded red, green, blue, and alpha, 0..1.</summary>
    public Vector4 BaseColor { get; init; } = Vector4.One;

    /// <summary>0..1 instead of the vertices' own; null for that.</summary>
    public float? Metallic { get; init; }

    /// <summary>0..1 instead of the vertices' own; null for that.</summary>
    public float? Roughness { get; init; }

    /// <summary>Light that it gives by itself: sRGB-encoded colour times strength, added to the vertices' own.</summary>
    public Vector3 Emission { get; init; }

    /// <summary>Multiplies the base colour; with alpha.</summary>
    public TextureData? BaseColorTexture { get; init; }

    /// <summary>Roughness in green and metallic in blue, each multiplying its number, as in glTF.</summary>
    public TextureData? MetallicRoughnessTexture { get; init; }

    /// <summary>Normals in tangent space, 0..1 for -1..1, y up, as in glTF.</summary>
    public TextureData? NormalTexture { get; init; }

    /// <summary>Multiplies the emission.</summary>
    public TextureData? EmissionTexture { get; init; }

    /// <summary>Alpha below which nothing is drawn; null where alpha does not matter. There is no blending: labels belong to one surface.</summary>
    public float? AlphaCutoff { get; init; }

    /// <summary>Whether its back is drawn too.</summary>
    public bool IsDoubleSided { get; init; }

    /// <summary>What is painted on it.</summary>
    public SurfacePattern Pattern { get; init; }

    /// <summary>The pattern's second colour; sRGB-encoded, 0..1. The first is the base colour.</summary>
    public Vector3 PatternColor { get; init; }

    /// <summary>The size of the pattern's squares, stripes or patches, metres in the mesh's own space.</summary>
    public float PatternSize { get; init; } = 0.25f;
}
