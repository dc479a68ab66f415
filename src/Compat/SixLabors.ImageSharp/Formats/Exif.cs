using System;
using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Formats;

/// <summary>The one EXIF tag that changes where pixels are. EXIF 2.32: a TIFF header, then the first image file directory.</summary>
internal static class Exif
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>Orientation 1..8; 1 where the data is damaged or says none, since a picture is worth more than its EXIF.</summary>
    public static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
            return 1;

        bool little = tiff[0] == 'I';
        uint offset = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (offset > tiff.Length - 2)
            return 1;

        ReadOnlySpan<byte> directory = tiff[(int)offset..];
        int count = Short(directory, little);
        directory = directory[2..];
        for (int i = 0; i < count && directory.Length >= 12; i++, directory = directory[12..])
        {
            if (Short(directory, little) != OrientationTag || Short(directory[2..], little) != ShortType)
                continue;

            int value = Short(directory[8..], little);
            return value is >= 1 and <= 8 ? value : 1;
        }

        return 1;
    }

    private static ushort Short(ReadOnlySpan<byte> data, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(data) : BinaryPrimitives.ReadUInt16BigEndian(data);
}
