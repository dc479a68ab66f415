namespace Fovea.Vision;

/// <summary>What the channels of a network's output picture are.</summary>
public enum ImageOutputColor
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>One channel, shown as gray.</summary>
    Gray,

    /// <summary>One channel, luma, which takes its colour from the source picture: super-resolution.</summary>
    Luma,
}
