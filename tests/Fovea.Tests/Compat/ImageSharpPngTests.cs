using System;
using System.IO;
using System.Linq;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace Fovea.Tests.Compat;

/// <summary>PNG through the ImageSharp API, against files made by hand from the specification.</summary>
public sealed class ImageSharpPngTests
{
    public static TheoryData<int, int, bool, int, int> Kinds()
    {
        var kinds = new TheoryData<int, int, bool, int, int>();
        foreach ((int color, int[] depths) in new[]
        {
            (0, new[] { 1, 2, 4, 8, 16 }), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
        })
        {
            foreach (int depth in depths)
            {
                foreach ((int width, int height) in new[] { (1, 1), (3, 5), (13, 9) })
                {
                    kinds.Add(color, depth, false, width, height);
                    kinds.Add(color, depth, true, width, height);
                }
            }
        }

        return kinds;
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_decodes_to_the_samples_that_were_written(int color, int depth, bool interlaced, int width, int height)
    {
        int Sample(int x, int y, int channel) => ((x * 7919) + (y * 104729) + (channel * 15485863) + (x * y * 31)) & ((1 << depth) - 1);
        byte[] palette = Enumerable.Range(0, 3 << depth).Select(i => (byte)(i * 37)).ToArray();
        byte[] file = new ImageSharpPngMaker
        {
            Width = width,
            Height = height,
            ColorType = color,
            Depth = depth,
            Sample = Sample,
            Interlaced = interlaced,
            Filter = -1,
            Slice = 11,
            Palette = color == 3 ? palette : null,
        }.Make();

        using Image<Rgba64> image = Image.Load<Rgba64>(file.AsSpan());

        Assert.Equal((width, height), (image.Width, image.Height));
        double scale = 65535.0 / ((1 << depth) - 1);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int Wide(int channel) => (int)(Sample(x, y, channel) * scale);
                int Entry(int channel) => palette[(3 * Sample(x, y, 0)) + channel] * 257;
                (int, int, int, int) expected = color switch
                {
                    0 => (Wide(0), Wide(0), Wide(0), 65535),
                    2 => (Wide(0), Wide(1), Wide(2), 65535),
                    3 => (Entry(0), Entry(1), Entry(2), 65535),
                    4 => (Wide(0), Wide(0), Wide(0), Wide(1)),
                    _ => (Wide(0), Wide(1), Wide(2), Wide(3)),
                };
                Rgba64 found = image[x, y];
                Assert.Equal(expected, (found.R, found.G, found.B, found.A));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_row_filter_is_undone(int filter)
    {
        int Sample(int x, int y, int channel) => ((x * x * 31) + (y * 57) + (channel * 91)) & 255;
        byte[] file = new ImageSharpPngMaker
        {
            Width = 17,
            Height = 6,
            ColorType = 2,
            Depth = 8,
            Sample = Sample,
            Filter = filter,
        }.Make();

        using Image<Rgb24> image = Image.Load<Rgb24>(file.AsSpan());

        for (int y = 0; y < 6; y++)
        {
            for (int x = 0; x < 17; x++)
                Assert.Equal(new Rgb24((byte)Sample(x, y, 0), (byte)Sample(x, y, 1), (byte)Sample(x, y, 2)), image[x, y]);
        }
    }

    [Theory]
    [InlineData(0, 4, 0)]
    [InlineData(0, 8, 1)]
    [InlineData(0, 16, 1)]
    [InlineData(2, 8, 2)]
    [InlineData(2, 16, 1)]
    public void A_transparent_colour_is_transparent_and_its_neighbours_are_not(int color, int depth, byte transparent)
    {
        // Samples 0 1 2, of which one is the transparent colour.
        byte[] file = new ImageSharpPngMaker
        {
            Width = 3,
            Height = 1,
            ColorType = color,
            Depth = depth,
            Sample = (x, _, _) => x,
            Transparency = Enumerable.Repeat(new byte[] { 0, transparent }, color == 0 ? 1 : 3).SelectMany(x => x).ToArray(),
        }.Make();

        using Image<Rgba32> image = Image.Load<Rgba32>(file.AsSpan());

        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Where(x => image[x, 0].A == (x == transparent ? 0 : 255)));
    }

    [Fact]
    public void A_palette_takes_alpha_for_its_first_entries()
    {
        byte[] file = new ImageSharpPngMaker
        {
            Width = 3,
            Height = 1,
            ColorType = 3,
            Depth = 2,
            Sample = (x, _, _) => x,
            Palette = [1, 2, 3, 4, 5, 6, 7, 8, 9],
            Transparency = [0, 128],
        }.Make();

        using Image<Rgba32> image = Image.Load<Rgba32>(file.AsSpan());

        Assert.Equal(new Rgba32(1, 2, 3, 0), image[0, 0]);
        Assert.Equal(new Rgba32(4, 5, 6, 128), image[1, 0]);
        Assert.Equal(new Rgba32(7, 8, 9, 255), image[2, 0]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(257, 33)]
    public void What_is_saved_loads_again(int width, int height)
    {
        RoundTrip(width, height, i => new Rgba32((byte)i, (byte)(i * 3), (byte)(i >> 4), (byte)(i * 7)));
        RoundTrip(width, height, i => new Rgb24((byte)i, (byte)(i * 3), (byte)(i >> 4)));
        RoundTrip(width, height, i => new L8((byte)(i * 5)));
        RoundTrip(width, height, i => new L16((ushort)(i * 2531)));
        RoundTrip(width, height, i => new Rgb48((ushort)(i * 2531), (ushort)(i * 3), (ushort)(65535 - i)));
    }

    [Theory]
    [InlineData(PngFilterMethod.None)]
    [InlineData(PngFilterMethod.Sub)]
    [InlineData(PngFilterMethod.Up)]
    [InlineData(PngFilterMethod.Average)]
    [InlineData(PngFilterMethod.Paeth)]
    [InlineData(PngFilterMethod.Adaptive)]
    public void Every_filter_and_level_saves_what_loads_again(PngFilterMethod filter)
    {
        foreach (PngCompressionLevel level in new[] { PngCompressionLevel.NoCompression, PngCompressionLevel.BestSpeed, PngCompressionLevel.Level6, PngCompressionLevel.BestCompression })
        {
            var encoder = new PngEncoder { FilterMethod = filter, CompressionLevel = level };
            // Wide enough for whole vectors and a rest, and, uncompressed, for more than one chunk of data.
            RoundTrip(301, 85, i => new Rgb24((byte)(i * i), (byte)(i * 3), (byte)(i >> 4)), encoder);
            RoundTrip(1, 3, i => new L16((ushort)(i * 2531)), encoder);
        }
    }

    [Fact]
    public void Wrapped_memory_is_saved_without_a_copy()
    {
        L8[] pixels = [new L8(1), new L8(2), new L8(3), new L8(4), new L8(5)];
        using Image<L8> image = Image.WrapMemory<L8>(pixels, 2, 2);
        pixels[3] = new L8(9);
        Assert.Equal(9, image[1, 1].PackedValue);
        Assert.ThrowsAny<ArgumentException>(() => Image.WrapMemory<L8>(pixels, 3, 2));
    }

    [Fact]
    public void Luminance_has_the_weights_of_BT_709_and_rounds_to_nearest()
    {
        using Image<Rgb24> colours = Image.LoadPixelData<Rgb24>(
            [new Rgb24(255, 0, 0), new Rgb24(0, 255, 0), new Rgb24(0, 0, 255), new Rgb24(7, 7, 7), new Rgb24(255, 255, 255)], 5, 1);
        using var file = new MemoryStream();
        colours.SaveAsPng(file);

        using Image<L8> grey = Image.Load<L8>(file.ToArray().AsSpan());

        // round(255 * 0.2126), round(255 * 0.7152), round(255 * 0.0722)
        Assert.Equal([54, 182, 18, 7, 255], Enumerable.Range(0, 5).Select(x => (int)grey[x, 0].PackedValue));
    }

    [Fact]
    public void Sixteen_bits_become_eight_by_rounding()
    {
        ushort[] values = [0, 128, 129, 257, 32767, 65406, 65407, 65535];
        using Image<L16> wide = Image.LoadPixelData<L16>(values.Select(v => new L16(v)).ToArray(), values.Length, 1);
        using var file = new MemoryStream();
        wide.SaveAsPng(file);

        using Image<L8> narrow = Image.Load<L8>(file.ToArray().AsSpan());

        Assert.Equal(
            values.Select(v => (int)Math.Round(v / 257.0)), Enumerable.Range(0, values.Length).Select(x => (int)narrow[x, 0].PackedValue));
    }

    [Fact]
    public void The_header_alone_tells_the_size()
    {
        byte[] file = Small();
        Assert.Equal((3, 5), (Image.Identify(file.AsSpan()).Width, Image.Identify(new MemoryStream(file)).Height));
    }

    [Fact]
    public void Rows_and_pixels_are_reached_and_their_bounds_kept()
    {
        using var image = new Image<L8>(3, 2);
        image.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            {
                for (int x = 0; x < rows.Width; x++)
                    rows.GetRowSpan(y)[x] = new L8((byte)((10 * y) + x));
            }
        });
        image[2, 1] = new L8(99);
        var copy = new L8[6];
        image.CopyPixelDataTo(copy);

        Assert.Equal([0, 1, 2, 10, 11, 99], copy.Select(p => (int)p.PackedValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => image[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[0, -1]);
        Assert.ThrowsAny<ArgumentException>(() => image.CopyPixelDataTo(new L8[5]));
        Assert.ThrowsAny<ArgumentException>(() => new Image<L8>(0, 4));
    }

    [Fact]
    public void Garbage_is_an_unknown_format()
    {
        Assert.Throws<UnknownImageFormatException>(() => Image.Load<Rgba32>("this is no picture at all, only text"u8));
        Assert.Throws<UnknownImageFormatException>(() => Image.Identify("this is no picture at all, only text"u8));
    }

    [Fact]
    public void A_damaged_file_is_invalid_content()
    {
        byte[] file = Small();
        Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgba32>(file.AsSpan(0, 8)));

        int data = file.AsSpan().IndexOf("IDAT"u8);
        file[data + 6] ^= 0x10;
        Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgba32>(file.AsSpan()));
    }

    [Fact]
    public void A_size_that_lies_is_refused_before_memory_is_taken()
    {
        byte[] file = Small();
        byte[] lying = ImageSharpPngMaker.Chunk("IHDR", ImageSharpPngMaker.Header(2_000_000_000, 2_000_000_000, 8, 6, false));
        lying.CopyTo(file, 8);

        Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgba32>(file.AsSpan()));
    }

    private static byte[] Small() => new ImageSharpPngMaker
    {
        Width = 3,
        Height = 5,
        ColorType = 6,
        Depth = 8,
        Sample = (x, y, channel) => (x * 50) + (y * 11) + channel,
    }.Make();

    private static void RoundTrip<TPixel>(int width, int height, Func<int, TPixel> pixel, PngEncoder? encoder = null)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        TPixel[] pixels = Enumerable.Range(0, width * height).Select(pixel).ToArray();
        using Image<TPixel> image = Image.LoadPixelData<TPixel>(pixels, width, height);
        using var file = new MemoryStream();
        if (encoder is null)
            image.SaveAsPng(file);
        else
            image.SaveAsPng(file, encoder);
        file.Position = 0;

        using Image<TPixel> again = Image.Load<TPixel>(file);

        var found = new TPixel[pixels.Length];
        again.CopyPixelDataTo(found);
        Assert.Equal((width, height), (again.Width, again.Height));
        Assert.Equal(pixels, found);
    }
}
