namespace Fovea.Scenes.Labels;

/// <summary>A box in a picture, in pixels from the top left corner of the picture's first pixel, as COCO has it.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">From edge to edge; a single pixel is 1 wide.</param>
/// <param name="Height">From edge to edge.</param>
public readonly record struct PixelBox(float X, float Y, float Width, float Height)
{
    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => !(Width > 0 && Height > 0);
}
