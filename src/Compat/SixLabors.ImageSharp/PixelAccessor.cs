using System;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>Rows of an image, reachable for the time of one <see cref="Image{TPixel}.ProcessPixelRows"/>.</summary>
public ref struct PixelAccessor<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly Span<TPixel> _pixels;

    internal PixelAccessor(Span<TPixel> pixels, int width, int height)
    {
        _pixels = pixels;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    public readonly Span<TPixel> GetRowSpan(int rowIndex)
    {
        if ((uint)rowIndex >= (uint)Height)
            throw new ArgumentOutOfRangeException(nameof(rowIndex));

        return _pixels.Slice(rowIndex * Width, Width);
    }
}
