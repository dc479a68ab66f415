using System;
using System.IO;
using System.IO.Compression;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

internal static class PngDecoding
{
    /// <summary>Deflate makes at most 258 bytes of two bits.</summary>
    private const int LargestExpansion = 1032;

    // The seven passes of Adam7: first column, first row, and the steps to the next ones.
    private static ReadOnlySpan<byte> PassX => [0, 4, 0, 2, 0, 1, 0];

    private static ReadOnlySpan<byte> PassY => [0, 0, 4, 0, 2, 0, 1];

    private static ReadOnlySpan<byte> StepX => [8, 8, 4, 4, 2, 2, 1];

    private static ReadOnlySpan<byte> StepY => [8, 8, 8, 4, 4, 2, 2];

    public static Image<TPixel> Decode<TPixel>(ReadOnlySpan<byte> file)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var chunks = new PngChunks(file);
        chunks.Next();
        PngHeader header = PngHeader.Parse(chunks);
        ReadOnlySpan<byte> palette = default, transparency = default;
        int orientation = 1;
        using var compressed = new MemoryStream();
        while (chunks.Next())
        {
            if (chunks.Type.SequenceEqual("IDAT"u8))
                compressed.Write(chunks.Data);
            else if (chunks.Type.SequenceEqual("PLTE"u8))
                palette = chunks.Data;
            else if (chunks.Type.SequenceEqual("tRNS"u8))
                transparency = chunks.Data;
            else if (chunks.Type.SequenceEqual("eXIf"u8))
                orientation = Exif.Orientation(chunks.Data);
        }

        CheckSize(header, compressed.Length);
        compressed.Position = 0;
        var row = new PngRow(header, Palette(header, palette, transparency), Transparent(header, transparency));
        var image = new Image<TPixel>(header.Width, header.Height) { Orientation = orientation };
        using var pixels = new ZLibStream(compressed, CompressionMode.Decompress);
        try
        {
            if (!header.Interlaced)
            {
                Pass(pixels, header, row, image, 0, 0, 1, 1);
                return image;
            }

            for (int pass = 0; pass < 7; pass++)
                Pass(pixels, header, row, image, PassX[pass], PassY[pass], StepX[pass], StepY[pass]);
            return image;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidImageContentException("The PNG is invalid: its pixel data does not decompress.", e);
        }
    }

    private static void Pass<TPixel>(
        Stream pixels, PngHeader header, PngRow expander, Image<TPixel> image, int firstX, int firstY, int stepX, int stepY)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int width = (header.Width - firstX + stepX - 1) / stepX;
        if (width <= 0 || firstY >= header.Height)
            return;

        var bytes = new byte[header.RowBytes(width) + 1];
        var above = new byte[bytes.Length];
        TPixel[] line = stepX == 1 ? [] : new TPixel[width];
        for (int y = firstY; y < header.Height; y += stepY)
        {
            if (pixels.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw new InvalidImageContentException($"The PNG is truncated: its pixel data ends in row {y} of {header.Height}.");

            PngFilter.Undo(bytes[0], bytes.AsSpan(1), above.AsSpan(1), header.FilterStep);
            Span<TPixel> target = image.Pixels.Slice(y * header.Width, header.Width);
            if (stepX == 1)
            {
                expander.Expand(bytes.AsSpan(1), target);
            }
            else
            {
                expander.Expand<TPixel>(bytes.AsSpan(1), line);
                for (int i = 0, x = firstX; i < line.Length; i++, x += stepX)
                    target[x] = line[i];
            }

            (bytes, above) = (above, bytes);
        }
    }

    /// <summary>Refuses, before anything is allocated, a size that so few compressed bytes cannot hold.</summary>
    private static void CheckSize(PngHeader header, long compressedBytes)
    {
        if ((long)header.Width * header.Height > Array.MaxLength / 8
            || header.RowBytes(header.Width) * header.Height > compressedBytes * LargestExpansion)
        {
            throw new InvalidImageContentException(
                $"The PNG claims {header.Width}x{header.Height} pixels, which its {compressedBytes} bytes of pixel data cannot hold.");
        }
    }

    private static Rgba32[] Palette(PngHeader header, ReadOnlySpan<byte> colours, ReadOnlySpan<byte> alphas)
    {
        if (header.Color != PngColor.Palette)
            return [];
        if (colours.IsEmpty || colours.Length % 3 != 0 || colours.Length > 768)
            throw new InvalidImageContentException($"The PNG is invalid: its palette has {colours.Length} bytes.");

        var palette = new Rgba32[colours.Length / 3];
        for (int i = 0; i < palette.Length; i++)
            palette[i] = new Rgba32(colours[3 * i], colours[(3 * i) + 1], colours[(3 * i) + 2], i < alphas.Length ? alphas[i] : byte.MaxValue);
        return palette;
    }

    private static ReadOnlySpan<byte> Transparent(PngHeader header, ReadOnlySpan<byte> data) => header.Color switch
    {
        PngColor.Grey when data.Length >= 2 => data[..2],
        PngColor.Rgb when data.Length >= 6 => data[..6],
        _ => default,
    };
}
