namespace Fovea.Vision;

/// <summary>The channels of a network's input, in order.</summary>
public enum ColorOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>One channel: luma, by BT.601's weights as image libraries compute it.</summary>
    Gray,
}
