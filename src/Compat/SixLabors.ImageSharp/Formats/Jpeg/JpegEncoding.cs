using System;
using System.IO;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Jpeg;

internal sealed class JpegEncoding : PixelSink
{
    public const int DefaultQuality = 75;

    private readonly Stream _stream;
    private readonly int _quality;

    public JpegEncoding(Stream stream, int quality)
    {
        _stream = stream;
        _quality = quality;
    }

    public override void Write<TPixel>(ReadOnlySpan<TPixel> pixels, int width, int height)
    {
        if (width > ushort.MaxValue || height > ushort.MaxValue)
            throw new ImageFormatException($"A JPEG is at most 65535x65535 pixels; this image is {width}x{height}.");

        var rgb = new byte[checked(pixels.Length * 3)];
        Rgba32 pixel = default;
        for (int i = 0, at = 0; i < pixels.Length; i++, at += 3)
        {
            pixels[i].ToRgba32(ref pixel);
            rgb[at] = pixel.R;
            rgb[at + 1] = pixel.G;
            rgb[at + 2] = pixel.B;
        }

        _stream.Write(GdkPixbuf.EncodeJpeg(rgb, width, height, _quality));
    }
}
