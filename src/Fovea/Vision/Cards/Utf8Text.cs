using System;
using System.Text;

namespace Fovea.Vision.Cards;

/// <summary>Texts that people wrote: strictly UTF-8, so that a name in another encoding is an error and not another name.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How many bytes a byte order mark takes: it is no part of the text, but some editors write it.</summary>
    public static int MarkLength(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;

    /// <summary>The text, without a byte order mark; null where it is not UTF-8.</summary>
    /// <param name="bytes">The bytes of a file.</param>
    /// <param name="wrong">The place of the first byte that is no UTF-8.</param>
    public static string? Decode(ReadOnlySpan<byte> bytes, out int wrong)
    {
        int start = MarkLength(bytes);
        wrong = 0;
        try
        {
            return Strict.GetString(bytes.Slice(start));
        }
        catch (DecoderFallbackException e)
        {
            wrong = start + Math.Max(0, e.Index);
            return null;
        }
    }

    /// <summary>The line, from 1, in which a byte lies.</summary>
    public static int LineOf(ReadOnlySpan<byte> bytes, int at)
    {
        int line = 1;
        foreach (byte b in bytes.Slice(0, at))
            line += b == (byte)'\n' ? 1 : 0;
        return line;
    }
}
