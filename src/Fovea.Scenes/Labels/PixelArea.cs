using System;

namespace Fovea.Scenes.Labels;

/// <summary>A box of whole pixels.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Right">The column after the last.</param>
/// <param name="Bottom">The row after the last.</param>
internal readonly record struct PixelArea(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Whether there is no pixel in it.</summary>
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    /// <summary>How many pixels there are in it.</summary>
    public long Size => IsEmpty ? 0 : (long)(Right - Left) * (Bottom - Top);

    /// <summary>All pixels of a picture that a box touches or that are no more than a margin away from it.</summary>
    public static PixelArea Around(in PictureExtent extent, float margin, int width, int height) => extent.IsEmpty ? default : new PixelArea(
        Pixel(extent.Left - margin, width),
        Pixel(extent.Top - margin, height),
        Pixel(extent.Right + margin + 1, width),
        Pixel(extent.Bottom + margin + 1, height));

    /// <summary>Whether they have a pixel in common.</summary>
    public bool Touches(in PixelArea other) =>
        !other.IsEmpty && !IsEmpty && Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    private static int Pixel(float at, int size) => (int)Math.Clamp(MathF.Floor(at), 0, size);
}
