namespace Fovea.Scenes.Meshes;

/// <summary>What is painted on a surface, computed in the shader.</summary>
public enum SurfacePattern
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Squares of two colours.</summary>
    Checker,

    /// <summary>Stripes of two colours.</summary>
    Stripes,

    /// <summary>Patches of smooth noise between two colours.</summary>
    Noise,
}
