using System;
using System.Buffers.Binary;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Fovea.Scenes.Datasets.Files;

/// <summary>Middlebury's .flo: 202021.25 as a float (the bytes "PIEH"), width and height, then two floats a pixel, right and down.</summary>
internal static class FlowFile
{
    /// <summary>Writes one.</summary>
    public static void Write(Stream file, ReadOnlySpan<Vector2> flow, int width, int height)
    {
        Span<byte> start = stackalloc byte[12];
        "PIEH"u8.CopyTo(start);
        BinaryPrimitives.WriteInt32LittleEndian(start[4..], width);
        BinaryPrimitives.WriteInt32LittleEndian(start[8..], height);
        file.Write(start);
        LittleEndian.Write(file, MemoryMarshal.AsBytes(flow[..(width * height)]));
    }
}
