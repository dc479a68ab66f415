using System;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Jpeg;

internal static class JpegDecoding
{
    public static Image<TPixel> Decode<TPixel>(ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        JpegHeader header = JpegHeader.Read(data);
        header.Verify(data);
        using var pixbuf = GdkPixbuf.DecodeJpeg(data);
        if (pixbuf.Width != header.Width || pixbuf.Height != header.Height || pixbuf.Channels is not (3 or 4))
        {
            throw new InvalidImageContentException(
                $"The JPEG claims {header.Width}x{header.Height} pixels but decodes to {pixbuf.Width}x{pixbuf.Height}.");
        }

        var image = new Image<TPixel>(header.Width, header.Height) { Orientation = header.Orientation };
        for (int y = 0; y < image.Height; y++)
        {
            Span<TPixel> target = image.Pixels.Slice(y * image.Width, image.Width);
            if (pixbuf.Channels == 3)
            {
                ReadOnlySpan<Rgb24> source = MemoryMarshal.Cast<byte, Rgb24>(pixbuf.Row(y));
                for (int x = 0; x < target.Length; x++)
                    target[x].FromRgb24(source[x]);
            }
            else
            {
                ReadOnlySpan<Rgba32> source = MemoryMarshal.Cast<byte, Rgba32>(pixbuf.Row(y));
                for (int x = 0; x < target.Length; x++)
                    target[x].FromRgba32(source[x]);
            }
        }

        return image;
    }
}
