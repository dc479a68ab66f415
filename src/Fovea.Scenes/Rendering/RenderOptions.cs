namespace Fovea.Scenes.Rendering;

/// <summary>What a <see cref="SceneRenderer"/> spends on a frame.</summary>
public sealed record RenderOptions
{
    /// <summary>Texels along each side of the sun's shadow map; 0 for no shadows.</summary>
    public int ShadowMapSize { get; init; } = 1024;

    /// <summary>Metres from the camera within which the sun throws shadows.</summary>
    public float MaxShadowDistance { get; init; } = 80;

    /// <summary>Whether what no camera sees is left out before it is drawn; off only to test that it never changes a picture.</summary>
    public bool Culls { get; init; } = true;
}
