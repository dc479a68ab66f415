using System;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>A picture of known pixel type: rows from the top, one after the other.</summary>
public sealed class Image<TPixel> : Image
    where TPixel : unmanaged, IPixel<TPixel>
{
    private Memory<TPixel>? _pixels;

    public Image(int width, int height)
        : base(width, height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        _pixels = new TPixel[checked(width * height)];
    }

    internal Image(Memory<TPixel> pixels, int width, int height)
        : base(width, height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        _pixels = pixels;
    }

    public TPixel this[int x, int y]
    {
        get => Pixels[At(x, y)];
        set => Pixels[At(x, y)] = value;
    }

    internal Span<TPixel> Pixels => (_pixels ?? throw new ObjectDisposedException(GetType().Name)).Span;

    public void CopyPixelDataTo(Span<TPixel> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, Pixels.Length, nameof(destination));
        Pixels.CopyTo(destination);
    }

    public void ProcessPixelRows(PixelAccessorAction<TPixel> processPixels)
    {
        ArgumentNullException.ThrowIfNull(processPixels);
        processPixels(new PixelAccessor<TPixel>(Pixels, Width, Height));
    }

    internal override void Encode(PixelSink sink) => sink.Write<TPixel>(Pixels, Width, Height);

    /// <summary>Turns the pixels the way the EXIF orientation asks, as a viewer would show them.</summary>
    internal override void Orient()
    {
        int orientation = Orientation;
        Orientation = 1;
        if (orientation is < 2 or > 8)
            return;

        bool turned = orientation >= 5;
        int width = turned ? Height : Width, height = turned ? Width : Height;
        // From the right or from the bottom of the stored picture, where the orientation's name says so.
        bool fromRight = orientation is 2 or 3 or 7 or 8, fromBottom = orientation is 3 or 4 or 6 or 7;
        Span<TPixel> source = Pixels;
        var result = new TPixel[source.Length];
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int column = turned ? y : x, row = turned ? x : y;
                if (fromRight)
                    column = Width - 1 - column;
                if (fromBottom)
                    row = Height - 1 - row;
                result[i++] = source[(row * Width) + column];
            }
        }

        _pixels = result;
        (Width, Height) = (width, height);
    }

    protected override void Dispose(bool disposing) => _pixels = null;

    private int At(int x, int y)
    {
        if ((uint)x >= (uint)Width)
            throw new ArgumentOutOfRangeException(nameof(x));
        if ((uint)y >= (uint)Height)
            throw new ArgumentOutOfRangeException(nameof(y));

        return (y * Width) + x;
    }
}
