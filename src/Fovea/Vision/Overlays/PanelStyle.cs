namespace Fovea.Vision.Overlays;

/// <summary>How legends and banners look. Sizes are in pixels of a target of 1280 x 720 and grow with it.</summary>
public sealed record PanelStyle
{
    /// <summary>The height of a line of text.</summary>
    public float TextHeight { get; init; } = 20;

    /// <summary>The most lines.</summary>
    public int MaxRows { get; init; } = 12;

    /// <summary>The most characters of a name; a longer one ends in points.</summary>
    public int NameLength { get; init; } = 24;

    /// <summary>The least share of a picture with which a class gets a line, 0 .. 1.</summary>
    public float LeastShare { get; init; } = 0.002f;
}
