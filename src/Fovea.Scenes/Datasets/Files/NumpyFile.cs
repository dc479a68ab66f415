using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Fovea.Scenes.Datasets.Files;

/// <summary>NumPy's .npy, version 1.0 (numpy.lib.format).</summary>
internal static class NumpyFile
{
    /// <summary>Writes 32-bit floats of the shape [height, width].</summary>
    public static void Write(Stream file, ReadOnlySpan<float> values, int width, int height)
    {
        string header = FormattableString.Invariant($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({height}, {width}), }}");
        // Magic, version and length are ten bytes; spaces and a line feed bring it to a multiple of 64, for readers that map the file.
        int length = ((10 + header.Length + 1 + 63) / 64 * 64) - 10;
        Span<byte> start = stackalloc byte[10 + length];
        (start[0], start[6], start[7]) = (0x93, 1, 0);
        "NUMPY"u8.CopyTo(start[1..]);
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], (ushort)length);
        start[10..].Fill((byte)' ');
        Encoding.ASCII.GetBytes(header, start[10..]);
        start[^1] = (byte)'\n';
        file.Write(start);
        LittleEndian.Write(file, MemoryMarshal.AsBytes(values[..(width * height)]));
    }
}
