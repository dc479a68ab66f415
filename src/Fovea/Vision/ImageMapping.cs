namespace Fovea.Vision;

/// <summary>
/// Where the network's picture lies in the source picture: source pixel = normalised network coordinate * scale + offset, with both origins
/// at the top left and 0 .. 1 across the network's input.
/// </summary>
/// <param name="ScaleX">Source pixels across the network's input.</param>
/// <param name="ScaleY">Source pixels down the network's input.</param>
/// <param name="OffsetX">The source column of the input's left edge; negative where the input has bars there.</param>
/// <param name="OffsetY">The source row of the input's top edge.</param>
public readonly record struct ImageMapping(float ScaleX, float ScaleY, float OffsetX, float OffsetY)
{
    /// <summary>The mapping where the whole source is stretched over the network's input.</summary>
    public static ImageMapping Stretch(int sourceWidth, int sourceHeight) => new(sourceWidth, sourceHeight, 0, 0);
}
