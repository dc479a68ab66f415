using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Writes a PNG of the colour type and depth that the pixel type has.</summary>
internal sealed class PngEncoding : PixelSink
{
    private readonly Stream _stream;

    public PngEncoding(Stream stream) => _stream = stream;

    public override void Write<TPixel>(ReadOnlySpan<TPixel> pixels, int width, int height)
    {
        (PngColor color, int depth) = default(TPixel) switch
        {
            L8 => (PngColor.Grey, 8),
            L16 => (PngColor.Grey, 16),
            Rgb24 => (PngColor.Rgb, 8),
            Rgba64 => (PngColor.Rgba, 16),
            _ => (PngColor.Rgba, 8),
        };
        _stream.Write(PngHeader.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = (byte)depth;
        header[9] = (byte)color;
        header[10..].Clear();
        Chunk("IHDR"u8, header);
        Chunk("IDAT"u8, Compress(pixels, width, height));
        Chunk("IEND"u8, default);
    }

    private static ReadOnlySpan<byte> Compress<TPixel>(ReadOnlySpan<TPixel> pixels, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int size = Marshal.SizeOf<TPixel>(), length = checked(width * size);
        byte[] row = new byte[length], above = new byte[length], best = new byte[length + 1], tried = new byte[length + 1];
        bool wide = default(TPixel) is L16 or Rgba64;
        using var result = new MemoryStream();
        // A quarter of the next level's time (a photo is then 1.7 times as big), and the player writes pictures while it plays.
        using (var zlib = new ZLibStream(result, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                MemoryMarshal.AsBytes(pixels.Slice(y * width, width)).CopyTo(row);
                if (wide && BitConverter.IsLittleEndian)
                {
                    Span<ushort> components = MemoryMarshal.Cast<byte, ushort>(row.AsSpan());
                    BinaryPrimitives.ReverseEndianness(components, components);
                }

                int least = int.MaxValue;
                foreach (int type in (ReadOnlySpan<int>)[0, 1, 2, 4])
                {
                    int sum = PngFilter.Apply(type, row, above, tried.AsSpan(1), size);
                    if (sum >= least)
                        continue;

                    least = sum;
                    tried[0] = (byte)type;
                    (best, tried) = (tried, best);
                }

                zlib.Write(best);
                (row, above) = (above, row);
            }
        }

        return result.GetBuffer().AsSpan(0, (int)result.Length);
    }

    private void Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        _stream.Write(chunk);
    }
}
