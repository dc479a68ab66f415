namespace Fovea.Vision.Overlays;

/// <summary>How overlays look. Sizes are in pixels of a target of 1280 x 720 and grow with it.</summary>
public sealed record OverlayStyle
{
    /// <summary>The thickness of a box's outline.</summary>
    public float LineWidth { get; init; } = 2.5f;

    /// <summary>The radius of a box's corners.</summary>
    public float CornerRadius { get; init; } = 8;

    /// <summary>The height of a line of text.</summary>
    public float TextHeight { get; init; } = 23;

    /// <summary>The radius of a keypoint's dot.</summary>
    public float KeypointRadius { get; init; } = 3.5f;

    /// <summary>Whether category and score are written at the boxes.</summary>
    public bool Labels { get; init; } = true;

    /// <summary>Whether keypoints are drawn.</summary>
    public bool Keypoints { get; init; } = true;
}
