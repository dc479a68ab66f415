using System;
using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>The IHDR chunk of a PNG.</summary>
internal readonly struct PngHeader
{
    private PngHeader(int width, int height, int depth, PngColor color, bool interlaced)
    {
        Width = width;
        Height = height;
        Depth = depth;
        Color = color;
        Interlaced = interlaced;
    }

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bits a component: 1, 2, 4, 8 or 16.</summary>
    public int Depth { get; }

    public PngColor Color { get; }

    public bool Interlaced { get; }

    public int Channels => Color switch
    {
        PngColor.Grey or PngColor.Palette => 1,
        PngColor.GreyAlpha => 2,
        PngColor.Rgb => 3,
        _ => 4,
    };

    /// <summary>Bytes from a byte to its left neighbour in the sense of the filters; at least one.</summary>
    public int FilterStep => Math.Max(1, Channels * Depth / 8);

    public static bool Matches(ReadOnlySpan<byte> data) => data.StartsWith(Signature);

    public static PngHeader Read(ReadOnlySpan<byte> file)
    {
        var chunks = new PngChunks(file);
        chunks.Next();
        return Parse(chunks);
    }

    /// <summary>Parses the chunk that the walker stands at.</summary>
    public static PngHeader Parse(PngChunks chunk)
    {
        ReadOnlySpan<byte> data = chunk.Data;
        if (!chunk.Type.SequenceEqual("IHDR"u8) || data.Length != 13)
            throw new InvalidImageContentException("The PNG is invalid: it does not begin with a header chunk.");

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width - 1 >= int.MaxValue || height - 1 >= int.MaxValue)
            throw new InvalidImageContentException($"The PNG is invalid: its size is {width}x{height}.");

        int depth = data[8];
        var color = (PngColor)data[9];
        bool known = color switch
        {
            PngColor.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => depth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GreyAlpha or PngColor.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!known || data[10] != 0 || data[11] != 0 || data[12] > 1)
        {
            throw new InvalidImageContentException(
                $"The PNG is invalid: colour type {data[9]} with {depth} bits, compression {data[10]}, filter {data[11]}, interlace {data[12]}.");
        }

        return new PngHeader((int)width, (int)height, depth, color, data[12] == 1);
    }

    /// <summary>Bytes of one row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public long RowBytes(int width) => (((long)width * Channels * Depth) + 7) / 8;
}
