using System;
using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>
/// What the markers of a JPEG say (ITU-T T.81, annex B): its size, its EXIF orientation, and whether it reaches its end,
/// which the decoder behind does not notice.
/// </summary>
internal readonly struct JpegHeader
{
    private JpegHeader(int width, int height, int orientation)
    {
        Width = width;
        Height = height;
        Orientation = orientation;
    }

    public int Width { get; }

    public int Height { get; }

    public int Orientation { get; }

    public static bool Matches(ReadOnlySpan<byte> data) => data.Length >= 3 && data[0] == 0xFF && data[1] == 0xD8 && data[2] == 0xFF;

    /// <summary>Reads up to the frame header that holds the size.</summary>
    public static JpegHeader Read(ReadOnlySpan<byte> data)
    {
        int orientation = 1;
        for (int at = 2; ;)
        {
            byte marker = NextMarker(data, ref at);
            if (marker is 0xD9 or 0xDA)
                throw new InvalidImageContentException("The JPEG is invalid: pixel data begins before any header says its size.");
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;

            ReadOnlySpan<byte> segment = Segment(data, ref at);
            if (marker == 0xE1 && segment.StartsWith("Exif\0\0"u8))
                orientation = Exif.Orientation(segment[6..]);
            else if (IsFrame(marker))
                return Frame(segment, orientation);
        }
    }

    /// <summary>Throws where the file ends before its end marker, or is too short for the size it claims.</summary>
    public void Verify(ReadOnlySpan<byte> data)
    {
        // A block of 8x8 pixels takes at least one bit, so a file that claims far more lies; refused before any allocation.
        if ((long)Width * Height / 512 > data.Length)
        {
            throw new InvalidImageContentException(
                $"The JPEG claims {Width}x{Height} pixels, which its {data.Length} bytes cannot hold.");
        }

        for (int at = 2; ;)
        {
            byte marker = NextMarker(data, ref at);
            if (marker == 0xD9)
                return;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;

            Segment(data, ref at);
            if (marker == 0xDA)
                at = SkipScan(data, at);
        }
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static JpegHeader Frame(ReadOnlySpan<byte> segment, int orientation)
    {
        if (segment.Length < 6)
            throw new InvalidImageContentException("The JPEG is invalid: its frame header is too short.");

        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (width == 0 || height == 0)
            throw new InvalidImageContentException($"The JPEG is invalid: its size is {width}x{height}.");

        return new JpegHeader(width, height, orientation);
    }

    private static byte NextMarker(ReadOnlySpan<byte> data, ref int at)
    {
        if (at < data.Length && data[at] != 0xFF)
            throw new InvalidImageContentException($"The JPEG is invalid: no marker at byte {at}.");
        while (at < data.Length && data[at] == 0xFF)
            at++;
        return at < data.Length ? data[at++] : throw Truncated(data);
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> data, ref int at)
    {
        if (data.Length - at < 2)
            throw Truncated(data);

        int length = BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
        if (length < 2)
            throw new InvalidImageContentException($"The JPEG is invalid: a segment of length {length} at byte {at}.");
        if (length > data.Length - at)
            throw Truncated(data);

        ReadOnlySpan<byte> segment = data.Slice(at + 2, length - 2);
        at += length;
        return segment;
    }

    /// <summary>The position of the first marker after entropy-coded data, in which FF 00 is a value and RSTn a resting point.</summary>
    private static int SkipScan(ReadOnlySpan<byte> data, int at)
    {
        while (true)
        {
            int step = data[at..].IndexOf((byte)0xFF);
            if (step < 0 || at + step + 1 >= data.Length)
                throw Truncated(data);

            at += step;
            byte next = data[at + 1];
            if (next == 0xFF)
                at++;
            else if (next is 0 or (>= 0xD0 and <= 0xD7))
                at += 2;
            else
                return at;
        }
    }

    private static InvalidImageContentException Truncated(ReadOnlySpan<byte> data) =>
        new($"The JPEG is truncated: it stops after {data.Length} bytes, before its end marker.");
}
