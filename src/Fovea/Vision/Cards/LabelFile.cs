using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Fovea.Vision.Cards;

/// <summary>Reads the names of classes: a text file, a name a line.</summary>
public static class LabelFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, in UTF-8, or in UTF-16 with a byte order mark. Empty lines at the end do not count.</param>
    /// <exception cref="CardException">It cannot be read, or is in another encoding; the message names the line.</exception>
    public static IReadOnlyList<string> Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CardException($"the label file '{path}' cannot be read: {e.Message}", e);
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads labels from memory.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="source">What messages call it.</param>
    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<string> Parse(byte[] bytes, string source)
    {
        string text = Text(bytes, source);
        var labels = new List<string>();
        foreach (string line in text.Split('\n'))
            labels.Add(line.Trim());
        while (labels.Count > 0 && labels[labels.Count - 1].Length == 0)
            labels.RemoveAt(labels.Count - 1);
        if (labels.Count == 0)
            throw new CardException($"the label file '{source}' is empty; a name a line was expected");
        return labels;
    }

    private static string Text(byte[] bytes, string source)
    {
        if (bytes.Length >= 2 && ((bytes[0], bytes[1]) == (0xFF, 0xFE) || (bytes[0], bytes[1]) == (0xFE, 0xFF)))
            return new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: true).GetString(bytes, 2, bytes.Length - 2);
        if (Array.IndexOf(bytes, (byte)0) is >= 0 and int zero)
            throw Wrong(source, bytes, zero, "a zero byte, as in UTF-16 or in a file that is no text");
        return Utf8Text.Decode(bytes, out int at)
            ?? throw Wrong(source, bytes, at, $"the byte 0x{bytes[at]:X2}, which is no UTF-8 there, as in Latin-1 or Windows-1252");
    }

    private static CardException Wrong(string source, byte[] bytes, int at, string found) =>
        new($"the label file '{source}', line {Utf8Text.LineOf(bytes, at)}: {found}. Save the file as UTF-8");
}
