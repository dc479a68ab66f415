using System;
using System.IO;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace Fovea.Tests.Compat;

/// <summary>A JPEG with four colours in its corners and any EXIF orientation, and a look at such a picture.</summary>
internal static class ImageSharpJpegMaker
{
    /// <summary>32x16 pixels: red, green over blue, yellow. Orientation 0 leaves EXIF out.</summary>
    public static byte[] Corners(int orientation, int quality)
    {
        using var image = new Image<Rgb24>(32, 16);
        for (int y = 0; y < 16; y++)
        {
            for (int x = 0; x < 32; x++)
                image[x, y] = y < 8 ? (x < 16 ? new Rgb24(255, 0, 0) : new Rgb24(0, 255, 0)) : x < 16 ? new Rgb24(0, 0, 255) : new Rgb24(255, 255, 0);
        }

        using var file = new MemoryStream();
        image.SaveAsJpeg(file, new JpegEncoder { Quality = quality });
        byte[] plain = file.ToArray();
        return orientation == 0 ? plain : [.. plain.AsSpan(0, 2), .. Exif(orientation), .. plain.AsSpan(2)];
    }

    /// <summary>The colours at the four corners, "RG/BY" as stored.</summary>
    public static string Describe(Image<Rgba32> image)
    {
        char Name(int x, int y) => image[x, y] switch
        {
            { R: > 200, G: < 60, B: < 60 } => 'R',
            { R: < 60, G: > 200, B: < 60 } => 'G',
            { R: < 60, G: < 60, B: > 200 } => 'B',
            { R: > 200, G: > 200, B: < 60 } => 'Y',
            _ => '?',
        };
        int right = image.Width - 3, bottom = image.Height - 3;
        return $"{Name(2, 2)}{Name(right, 2)}/{Name(2, bottom)}{Name(right, bottom)}";
    }

    /// <summary>An APP1 segment with a little-endian TIFF of one entry: tag 0x0112, type SHORT, count 1.</summary>
    private static byte[] Exif(int orientation)
    {
        byte[] tiff =
        [
            0x49, 0x49, 42, 0, 8, 0, 0, 0,
            1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
            0, 0, 0, 0,
        ];
        return [0xFF, 0xE1, 0, (byte)(2 + 6 + tiff.Length), .. "Exif\0\0"u8, .. tiff];
    }
}
