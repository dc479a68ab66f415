using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;

namespace Fovea.Scenes.Datasets.Files;

/// <summary>Writes words of 32 bits with their lowest byte first, on any machine.</summary>
internal static class LittleEndian
{
    /// <summary>Writes them.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="words">The words in the machine's order.</param>
    public static void Write(Stream file, ReadOnlySpan<byte> words)
    {
        if (BitConverter.IsLittleEndian)
        {
            file.Write(words);
            return;
        }

        var turned = new uint[words.Length / 4];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(words), turned);
        file.Write(MemoryMarshal.AsBytes<uint>(turned));
    }
}
