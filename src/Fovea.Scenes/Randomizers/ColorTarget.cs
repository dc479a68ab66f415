namespace Fovea.Scenes.Randomizers;

/// <summary>Which colour of a mesh is varied.</summary>
public enum ColorTarget
{
    /// <summary>Its colour.</summary>
    Color,

    /// <summary>The second colour of what is painted on it.</summary>
    PatternColor,

    /// <summary>The light that it gives by itself.</summary>
    Emission,

    /// <summary>Its colour, and light of the same colour: it looks the same in any light.</summary>
    Flat,
}
