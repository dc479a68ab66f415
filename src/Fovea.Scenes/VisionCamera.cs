namespace Fovea.Scenes;

/// <summary>A network that watches what the scene shows. A scene may have several.</summary>
public sealed record VisionCamera : Component
{
    /// <summary>The ONNX file; a path as in <see cref="PictureSourceComponent.Source"/>. Null where whoever plays the scene brings one.</summary>
    public string? Model { get; set; }

    /// <summary>The network's card, a path as <see cref="Model"/>; null for the one beside the network, or for what the file says of itself.</summary>
    public string? Card { get; set; }

    /// <summary>What the network is called in results and figures; empty for the entity's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>How many frames a second it looks at, at most; null for as many as it can.</summary>
    public double? Rate { get; set; }

    /// <summary>Whether objects are followed from frame to frame, each with a number of its own. For detection networks.</summary>
    public bool Track { get; set; }
}
