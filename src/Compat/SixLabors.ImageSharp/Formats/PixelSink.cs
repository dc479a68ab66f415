using System;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats;

/// <summary>An encoder as an image sees it: something that takes all pixels, whatever their type.</summary>
internal abstract class PixelSink
{
    public abstract void Write<TPixel>(ReadOnlySpan<TPixel> pixels, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel>;
}
