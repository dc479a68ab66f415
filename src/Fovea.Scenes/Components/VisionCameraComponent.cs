using Fovea.Scenes.Files;

namespace Fovea.Scenes.Components;

/// <summary>A network that watches what the scene shows. A scene may have several.</summary>
public sealed class VisionCameraComponent : Component
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

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Model = fields.TextOrNone("model", null, "The ONNX file; a path, or npm:package/path. Left out where whoever plays the scene brings one.");
        Card = fields.TextOrNone("card", null, "How to use it: a model card. Without one, the card beside the network, or what the file says of itself.");
        Name = fields.Text("name", Name, "What results and figures call it; by default the entity's name.");
        Rate = fields.NumberOrNone("rate", null, "How many frames a second it looks at, at most.", least: 0.001);
        Track = fields.Flag("track", Track, "Whether objects are followed from frame to frame. For detection networks.");
    }
}
