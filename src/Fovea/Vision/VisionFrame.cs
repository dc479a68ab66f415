namespace Fovea.Vision;

/// <summary>The frame whose outputs a task reads.</summary>
/// <param name="Stamp">Which one it is.</param>
/// <param name="Mapping">Where the network's input lies in the upright source picture.</param>
/// <param name="Width">The width of the upright source picture, in pixels.</param>
/// <param name="Height">Its height.</param>
public readonly record struct VisionFrame(FrameStamp Stamp, ImageMapping Mapping, int Width, int Height);
