namespace Fovea.Training.Data;

/// <summary>The class of every pixel of a picture.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Classes">A class number for each pixel, rows from the top; <see cref="Ignore"/> for what does not count.</param>
public sealed record ClassMap(int Width, int Height, byte[] Classes)
{
    /// <summary>The number of pixels that do not count.</summary>
    public const byte Ignore = 255;
}
