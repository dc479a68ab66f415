using System;
using System.IO;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;

namespace SixLabors.ImageSharp;

public static class ImageExtensions
{
    public static void SaveAsPng(this Image source, Stream stream) => source.Encode(new PngEncoding(stream));

    public static void SaveAsPng(this Image source, Stream stream, PngEncoder encoder) => source.Encode(new PngEncoding(stream, encoder));

    public static void SaveAsJpeg(this Image source, Stream stream, JpegEncoder encoder) =>
        source.Encode(new JpegEncoding(stream, encoder.Quality ?? JpegEncoding.DefaultQuality));
}
