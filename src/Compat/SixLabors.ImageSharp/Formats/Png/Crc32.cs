using System;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>The checksum of PNG chunks (ISO 3309, reflected polynomial EDB88320), eight bytes a step.</summary>
internal static class Crc32
{
    private static readonly uint[] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        uint[] t = Tables;
        for (; data.Length >= 8; data = data[8..])
        {
            crc ^= BitConverter.ToUInt32(data);
            uint high = BitConverter.ToUInt32(data[4..]);
            crc = t[0x700 + (crc & 255)] ^ t[0x600 + ((crc >> 8) & 255)] ^ t[0x500 + ((crc >> 16) & 255)] ^ t[0x400 + (crc >> 24)]
                ^ t[0x300 + (high & 255)] ^ t[0x200 + ((high >> 8) & 255)] ^ t[0x100 + ((high >> 16) & 255)] ^ t[high >> 24];
        }

        foreach (byte value in data)
            crc = t[(crc ^ value) & 255] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            tables[i] = crc;
        }

        for (int i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 255];
        return tables;
    }
}
