using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Writes a PNG of the colour type and depth that the pixel type has.</summary>
internal sealed class PngEncoding : PixelSink
{
    // A quarter of the next level's time (a photo is then 1.7 times as big), and the player writes pictures while it plays.
    private static readonly PngEncoder Standard = new() { FilterMethod = PngFilterMethod.Adaptive, CompressionLevel = PngCompressionLevel.BestSpeed };

    private readonly Stream _stream;
    private readonly PngFilterMethod _filter;
    private readonly CompressionLevel _level;

    public PngEncoding(Stream stream, PngEncoder? encoder = null)
    {
        encoder ??= Standard;
        _stream = stream;
        _filter = encoder.FilterMethod ?? PngFilterMethod.Adaptive;
        _level = encoder.CompressionLevel switch
        {
            PngCompressionLevel.NoCompression => CompressionLevel.NoCompression,
            <= PngCompressionLevel.Level3 => CompressionLevel.Fastest,
            <= PngCompressionLevel.Level7 => CompressionLevel.Optimal,
            _ => CompressionLevel.SmallestSize,
        };
    }

    public override void Write<TPixel>(ReadOnlySpan<TPixel> pixels, int width, int height)
    {
        (PngColor color, int depth) = default(TPixel) switch
        {
            L8 => (PngColor.Grey, 8),
            L16 => (PngColor.Grey, 16),
            Rgb24 => (PngColor.Rgb, 8),
            Rgb48 => (PngColor.Rgb, 16),
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
        Compress(MemoryMarshal.AsBytes(pixels), checked(width * Unsafe.SizeOf<TPixel>()), height, Unsafe.SizeOf<TPixel>(), depth == 16);
        Chunk("IEND"u8, default);
    }

    private void Compress(ReadOnlySpan<byte> pixels, int length, int height, int step, bool wide)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(4 * (length + 1));
        Span<byte> row = buffer.AsSpan(0, length), above = buffer.AsSpan(length, length);
        Span<byte> best = buffer.AsSpan(2 * length, length + 1), tried = buffer.AsSpan((3 * length) + 1, length + 1);
        try
        {
            above.Clear();
            using var data = new PngDataStream(_stream);
            using (var zlib = new ZLibStream(data, _level, leaveOpen: true))
            {
                for (int y = 0; y < height; y++)
                {
                    ReadOnlySpan<byte> given = pixels.Slice(y * length, length);
                    if (wide && BitConverter.IsLittleEndian)
                        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(given), MemoryMarshal.Cast<byte, ushort>(row));
                    else
                        given.CopyTo(row);

                    if (_filter == PngFilterMethod.Adaptive)
                    {
                        Choose(row, above, ref best, ref tried, step);
                    }
                    else
                    {
                        best[0] = (byte)_filter;
                        PngFilter.Apply((int)_filter, row, above, best[1..], step);
                    }

                    zlib.Write(best);
                    Span<byte> next = above;
                    above = row;
                    row = next;
                }
            }

            data.Finish();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Takes the filter that leaves the smallest differences in sum.</summary>
    private static void Choose(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, ref Span<byte> best, ref Span<byte> tried, int step)
    {
        int least = int.MaxValue;
        foreach (int type in (ReadOnlySpan<int>)[0, 1, 2, 4])
        {
            PngFilter.Apply(type, row, above, tried[1..], step);
            int sum = PngFilter.Magnitude(tried[1..]);
            if (sum >= least)
                continue;

            least = sum;
            tried[0] = (byte)type;
            Span<byte> other = best;
            best = tried;
            tried = other;
        }
    }

    private void Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> chunk = stackalloc byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk[4..]);
        data.CopyTo(chunk[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[(8 + data.Length)..], Crc32.Of(chunk.Slice(4, 4 + data.Length)));
        _stream.Write(chunk);
    }
}
