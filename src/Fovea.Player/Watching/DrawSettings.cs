namespace Fovea.Player.Watching;

/// <summary>What is drawn over the picture; keys change it.</summary>
internal sealed class DrawSettings
{
    /// <summary>Whether boxes, labels and keypoints are drawn.</summary>
    public bool Boxes { get; set; } = true;

    /// <summary>Whether masks, and pictures that a network made, are drawn.</summary>
    public bool Masks { get; set; } = true;

    /// <summary>Whether the ways of objects that are followed are drawn.</summary>
    public bool Trails { get; set; } = true;

    /// <summary>Whether class names are explained by their colours, and what the picture shows is told.</summary>
    public bool Legend { get; set; } = true;
}
