using System;
using System.IO;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>A picture whose pixel type is not known at compile time, and the ways to get one.</summary>
public abstract class Image : IDisposable
{
    private protected Image(int width, int height)
    {
        Width = width;
        Height = height;
    }

    public int Width { get; private protected set; }

    public int Height { get; private protected set; }

    /// <summary>EXIF orientation 1..8 of the file, 1 where it says none.</summary>
    internal int Orientation { get; set; } = 1;

    public static Image<TPixel> Load<TPixel>(string path)
        where TPixel : unmanaged, IPixel<TPixel>
        => Load<TPixel>(File.ReadAllBytes(path).AsSpan());

    public static Image<TPixel> Load<TPixel>(Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
        => Load<TPixel>(Rest(stream).AsSpan());

    public static Image<TPixel> Load<TPixel>(ReadOnlySpan<byte> buffer)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (PngHeader.Matches(buffer))
            return PngDecoding.Decode<TPixel>(buffer);

        return JpegHeader.Matches(buffer) ? JpegDecoding.Decode<TPixel>(buffer) : throw Unknown(buffer);
    }

    public static ImageInfo Identify(Stream stream) => Identify(Rest(stream).AsSpan());

    public static ImageInfo Identify(ReadOnlySpan<byte> buffer)
    {
        if (PngHeader.Matches(buffer))
        {
            PngHeader png = PngHeader.Read(buffer);
            return new ImageInfo(png.Width, png.Height);
        }

        if (!JpegHeader.Matches(buffer))
            throw Unknown(buffer);

        JpegHeader jpeg = JpegHeader.Read(buffer);
        return new ImageInfo(jpeg.Width, jpeg.Height);
    }

    public static Image<TPixel> LoadPixelData<TPixel>(ReadOnlySpan<TPixel> data, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(data.Length, (long)width * height, nameof(data));
        var image = new Image<TPixel>(width, height);
        data[..(width * height)].CopyTo(image.Pixels);
        return image;
    }

    /// <summary>An image whose pixels are those of the memory, which has to outlive it.</summary>
    public static Image<TPixel> WrapMemory<TPixel>(Memory<TPixel> pixelMemory, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelMemory.Length, (long)width * height, nameof(pixelMemory));
        return new Image<TPixel>(pixelMemory[..(width * height)], width, height);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    internal abstract void Encode(PixelSink sink);

    internal abstract void Orient();

    private static byte[] Rest(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static UnknownImageFormatException Unknown(ReadOnlySpan<byte> data) => new(
        "Image cannot be loaded: the data is no PNG and no JPEG (it "
        + (data.IsEmpty ? "is empty" : "begins with " + Convert.ToHexString(data[..Math.Min(8, data.Length)])) + ").");
}
