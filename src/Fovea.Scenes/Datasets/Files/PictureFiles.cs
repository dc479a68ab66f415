using System;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Fovea.Scenes.Datasets.Files;

/// <summary>Turns the maps of a frame into picture files, in buffers that are used again. One for each thread.</summary>
internal sealed class PictureFiles
{
    /// <summary>Metres that 16 bits of millimetres reach.</summary>
    private const float FarthestDepth = 65.535f;

    // Measured at 640x360 on pictures with noise: 7 ms and 535 KiB; the next level takes 18 ms for 386, the best filter of each row 19 for 532.
    // Maps are flat: differences to the row above at the middle level take 1 ms, and are a third of the fastest level's size.
    private static readonly PngEncoder ForPictures = new() { FilterMethod = PngFilterMethod.Sub, CompressionLevel = PngCompressionLevel.BestSpeed };
    private static readonly PngEncoder ForMaps = new() { FilterMethod = PngFilterMethod.Up, CompressionLevel = PngCompressionLevel.DefaultCompression };

    private Rgb24[] _rgb = [];
    private Rgb48[] _wideRgb = [];
    private L8[] _bytes = [];
    private L16[] _words = [];

    /// <summary>Writes red, green and blue of RGBA.</summary>
    public void WriteColor(Stream file, ReadOnlySpan<byte> rgba, int width, int height, PictureEncoding encoding, int quality)
    {
        Rgb24[] rgb = Sized(ref _rgb, width * height);
        for (int i = 0; i < width * height; i++)
        {
            ReadOnlySpan<byte> pixel = rgba.Slice(4 * i, 4);
            rgb[i] = new Rgb24(pixel[0], pixel[1], pixel[2]);
        }

        using Image<Rgb24> image = Image.WrapMemory<Rgb24>(rgb, width, height);
        if (encoding == PictureEncoding.Jpeg)
            image.SaveAsJpeg(file, new JpegEncoder { Quality = quality });
        else
            image.SaveAsPng(file, ForPictures);
    }

    /// <summary>Writes a colour for each pixel, 0xRRGGBB.</summary>
    public void WriteColors(Stream file, ReadOnlySpan<uint> identity, int width, int height, Func<uint, int> colorOf)
    {
        Rgb24[] rgb = Sized(ref _rgb, width * height);
        uint last = ~identity[0];
        Rgb24 color = default;
        for (int i = 0; i < width * height; i++)
        {
            if (identity[i] != last)
            {
                last = identity[i];
                int value = colorOf(last);
                color = new Rgb24((byte)(value >> 16), (byte)(value >> 8), (byte)value);
            }

            rgb[i] = color;
        }

        using Image<Rgb24> image = Image.WrapMemory<Rgb24>(rgb, width, height);
        image.SaveAsPng(file, ForMaps);
    }

    /// <summary>Writes a grey of 8 bits for each pixel's class.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="identity">Classes in the lowest 8 bits.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="greys">The grey of each of 256 classes.</param>
    public void WriteClasses(Stream file, ReadOnlySpan<uint> identity, int width, int height, ReadOnlySpan<byte> greys)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(Sized(ref _bytes, width * height).AsSpan());
        for (int i = 0; i < width * height; i++)
            bytes[i] = greys[(byte)identity[i]];
        using Image<L8> image = Image.WrapMemory<L8>(_bytes, width, height);
        image.SaveAsPng(file, ForMaps);
    }

    /// <summary>Writes a grey of 16 bits for each pixel.</summary>
    public void WriteWords(Stream file, ReadOnlySpan<uint> identity, int width, int height, Func<uint, ushort> wordOf)
    {
        Span<ushort> words = MemoryMarshal.Cast<L16, ushort>(Sized(ref _words, width * height).AsSpan());
        uint last = ~identity[0];
        ushort word = 0;
        for (int i = 0; i < width * height; i++)
        {
            if (identity[i] != last)
            {
                last = identity[i];
                word = wordOf(last);
            }

            words[i] = word;
        }

        using Image<L16> image = Image.WrapMemory<L16>(_words, width, height);
        image.SaveAsPng(file, ForMaps);
    }

    /// <summary>Writes <see cref="DatasetChannels.Depth"/>.</summary>
    public void WriteDepth(Stream file, ReadOnlySpan<float> depth, int width, int height)
    {
        Span<ushort> words = MemoryMarshal.Cast<L16, ushort>(Sized(ref _words, width * height).AsSpan());
        for (int i = 0; i < width * height; i++)
        {
            // Nothing is 0, which readers take for "not measured"; so what is nearer than half a millimetre is 1.
            float metres = depth[i];
            words[i] = !float.IsFinite(metres) ? (ushort)0 : (ushort)Math.Clamp(MathF.Round(1000 * Math.Min(metres, FarthestDepth)), 1, ushort.MaxValue);
        }

        using Image<L16> image = Image.WrapMemory<L16>(_words, width, height);
        image.SaveAsPng(file, ForPictures);
    }

    /// <summary>Writes <see cref="DatasetChannels.Normals"/>.</summary>
    public void WriteNormals(Stream file, ReadOnlySpan<Vector3> normals, int width, int height)
    {
        Rgb24[] rgb = Sized(ref _rgb, width * height);
        for (int i = 0; i < width * height; i++)
        {
            Vector3 n = normals[i];
            rgb[i] = n == Vector3.Zero ? default : new Rgb24(Byte(n.X), Byte(n.Y), Byte(n.Z));
        }

        using Image<Rgb24> image = Image.WrapMemory<Rgb24>(rgb, width, height);
        image.SaveAsPng(file, ForPictures);

        static byte Byte(float component) => (byte)Math.Clamp(MathF.Round(127.5f * (component + 1)), 0, 255);
    }

    /// <summary>Writes <see cref="DatasetChannels.FlowPng"/>.</summary>
    public void WriteFlow(Stream file, ReadOnlySpan<Vector2> flow, int width, int height)
    {
        Rgb48[] rgb = Sized(ref _wideRgb, width * height);
        for (int i = 0; i < width * height; i++)
        {
            // What 16 bits cannot hold is told as unknown, not as something else.
            float right = Word(flow[i].X), down = Word(flow[i].Y);
            rgb[i] = right is >= 0 and <= ushort.MaxValue && down is >= 0 and <= ushort.MaxValue ? new Rgb48((ushort)right, (ushort)down, 1) : default;
        }

        using Image<Rgb48> image = Image.WrapMemory<Rgb48>(rgb, width, height);
        image.SaveAsPng(file, ForPictures);

        static float Word(float pixels) => MathF.Round((64 * pixels) + 32768);
    }

    private static T[] Sized<T>(ref T[] array, int length) => array.Length >= length ? array : array = new T[length];
}
