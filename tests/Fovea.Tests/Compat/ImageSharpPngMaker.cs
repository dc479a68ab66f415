using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Fovea.Tests.Compat;

/// <summary>Writes PNG files of any kind straight from the specification, sharing nothing with the codec under test.</summary>
internal sealed class ImageSharpPngMaker
{
    /// <summary>The pass, 1 to 7, of each pixel of an 8x8 block, as the specification draws it.</summary>
    private static readonly string[] Adam7 =
        ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int ColorType { get; init; }

    public required int Depth { get; init; }

    /// <summary>The sample at (x, y, channel), within the depth.</summary>
    public required Func<int, int, int, int> Sample { get; init; }

    public bool Interlaced { get; init; }

    /// <summary>0..4, or -1 for another filter in each row.</summary>
    public int Filter { get; init; }

    public byte[]? Palette { get; init; }

    public byte[]? Transparency { get; init; }

    /// <summary>Bytes of each IDAT chunk.</summary>
    public int Slice { get; init; } = int.MaxValue;

    private int Channels => ColorType switch { 0 or 3 => 1, 2 => 3, 4 => 2, _ => 4 };

    public static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        uint crc = uint.MaxValue;
        foreach (byte value in chunk.AsSpan(4, 4 + data.Length))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), ~crc);
        return chunk;
    }

    public static byte[] Header(int width, int height, int depth, int colorType, bool interlaced)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        data[8] = (byte)depth;
        data[9] = (byte)colorType;
        data[12] = interlaced ? (byte)1 : (byte)0;
        return data;
    }

    public byte[] Make()
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]);
        file.Write(Chunk("IHDR", Header(Width, Height, Depth, ColorType, Interlaced)));
        file.Write(Chunk("tEXt", "Comment\0passed over"u8));
        if (Palette != null)
            file.Write(Chunk("PLTE", Palette));
        if (Transparency != null)
            file.Write(Chunk("tRNS", Transparency));
        byte[] compressed = Compress();
        for (int at = 0; at < compressed.Length; at += Slice)
        {
            file.Write(Chunk("IDAT", compressed.AsSpan(at, Math.Min(Slice, compressed.Length - at))));
            if (Slice > compressed.Length)
                break;
        }

        file.Write(Chunk("IEND", default));
        return file.ToArray();
    }

    private byte[] Compress()
    {
        using var result = new MemoryStream();
        using (var zlib = new ZLibStream(result, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (char pass = '1'; pass <= '7'; pass++)
            {
                byte[]? above = null;
                for (int y = 0; y < Height; y++)
                {
                    byte[] row = Row(y, Interlaced ? pass : null);
                    if (row.Length == 0)
                        continue;

                    above ??= new byte[row.Length];
                    zlib.Write(Filtered(row, above, Filter >= 0 ? Filter : y % 5));
                    above = row;
                }

                if (!Interlaced)
                    break;
            }
        }

        return result.ToArray();
    }

    private byte[] Row(int y, char? pass)
    {
        var bits = new StringBuilder();
        for (int x = 0; x < Width; x++)
        {
            if (pass is { } wanted && Adam7[y % 8][x % 8] != wanted)
                continue;
            for (int channel = 0; channel < Channels; channel++)
                bits.Append(Convert.ToString(Sample(x, y, channel), 2).PadLeft(Depth, '0'));
        }

        while (bits.Length % 8 != 0)
            bits.Append('0');
        var row = new byte[bits.Length / 8];
        string text = bits.ToString();
        for (int i = 0; i < row.Length; i++)
            row[i] = Convert.ToByte(text.Substring(8 * i, 8), 2);
        return row;
    }

    private byte[] Filtered(byte[] row, byte[] above, int filter)
    {
        int step = Math.Max(1, Channels * Depth / 8);
        var result = new byte[row.Length + 1];
        result[0] = (byte)filter;
        for (int i = 0; i < row.Length; i++)
        {
            int a = i < step ? 0 : row[i - step], b = above[i], c = i < step ? 0 : above[i - step], p = a + b - c;
            (int Distance, int Rank, int Value)[] neighbours =
                [(Math.Abs(p - a), 0, a), (Math.Abs(p - b), 1, b), (Math.Abs(p - c), 2, c)];
            Array.Sort(neighbours);
            int predicted = filter switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => neighbours[0].Value };
            result[i + 1] = (byte)(row[i] - predicted);
        }

        return result;
    }
}
