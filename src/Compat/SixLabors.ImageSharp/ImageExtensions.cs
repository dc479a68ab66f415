using System;
using System.IO;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;

namespace SixLabors.ImageSharp;

public static class ImageExtensions
{
    public static void SaveAsPng(this Image source, string path)
    {
        using FileStream file = File.Create(path);
        source.SaveAsPng(file);
    }

    public static void SaveAsPng(this Image source, Stream stream) => source.Encode(new PngEncoding(stream));

    public static void SaveAsJpeg(this Image source, string path) => source.SaveAsJpeg(path, new JpegEncoder());

    public static void SaveAsJpeg(this Image source, string path, JpegEncoder encoder)
    {
        using FileStream file = File.Create(path);
        source.SaveAsJpeg(file, encoder);
    }

    public static void SaveAsJpeg(this Image source, Stream stream) => source.SaveAsJpeg(stream, new JpegEncoder());

    public static void SaveAsJpeg(this Image source, Stream stream, JpegEncoder encoder) =>
        source.Encode(new JpegEncoding(stream, encoder.Quality ?? JpegEncoding.DefaultQuality));

    public static void Save(this Image source, string path)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".png":
                source.SaveAsPng(path);
                break;
            case ".jpg" or ".jpeg":
                source.SaveAsJpeg(path);
                break;
            default:
                throw new UnknownImageFormatException(
                    $"No encoder writes files that end in '{Path.GetExtension(path)}'; use .png, .jpg or .jpeg.");
        }
    }
}
