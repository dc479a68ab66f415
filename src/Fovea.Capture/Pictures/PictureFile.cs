using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace Fovea.Capture;

/// <summary>
/// What is known about picture files. Decoders make up the rest of a file that is cut short, and a network that is shown
/// half a grey picture fails quietly; so whether a file reaches its end is checked here.
/// </summary>
public static class PictureFile
{
    /// <summary>How the names of pictures end that can be read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg"];

    /// <summary>Whether a file is called as a picture is, in capitals or not.</summary>
    /// <param name="path">The file's path or name.</param>
    public static bool HasExtension(string path)
    {
        string extension = Path.GetExtension(path);
        foreach (string known in Extensions)
        {
            if (extension.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Throws where a PNG lacks its end chunk or a JPEG its end marker.</summary>
    internal static void CheckComplete(string path, ReadOnlySpan<byte> file)
    {
        bool whole = file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
            ? PngEnds(file)
            : !file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) || JpegEnds(file);
        if (!whole)
        {
            throw new PictureException(
                $"The picture '{path}' is truncated: it stops after {file.Length} bytes, before its end. Get or export it again.");
        }
    }

    private static bool PngEnds(ReadOnlySpan<byte> file)
    {
        for (long at = 8; at + 12 <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            if (chunk[4..].StartsWith("IEND"u8))
                return true;
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return false;
    }

    /// <summary>Walks segments by their length, so that the end of an EXIF thumbnail is not taken for the end of the file.</summary>
    private static bool JpegEnds(ReadOnlySpan<byte> file)
    {
        int at = 2;
        while (at + 1 < file.Length)
        {
            if (file[at] != 0xFF || file[at + 1] is 0 or 0xFF or (>= 0xD0 and <= 0xD7))
            {
                // Inside pixel data: on to the next byte that may begin a marker.
                int step = file[(at + 1)..].IndexOf((byte)0xFF);
                if (step < 0)
                    return false;
                at += step + 1;
                continue;
            }

            if (file[at + 1] == 0xD9)
                return true;
            if (at + 4 > file.Length)
                return false;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return false;
    }
}
