using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Vision.Cards;

namespace Fovea.Training.Data;

/// <summary>Text files of labels: strictly UTF-8, so that a name in another encoding is an error and not another name.</summary>
internal static class TextLines
{
    /// <summary>The lines that are not empty, with their numbers from 1.</summary>
    /// <exception cref="DataException">The file is missing, unreadable or not UTF-8; the message says where.</exception>
    public static IReadOnlyList<(int Number, string Text)> Read(string path) => ReadAll(path).ReplaceLineEndings("\n").Split('\n')
        .Select((text, i) => (i + 1, text.Trim())).Where(line => line.Item2.Length > 0).ToArray();

    /// <summary>The whole text.</summary>
    /// <inheritdoc cref="Read"/>
    public static string ReadAll(string path)
    {
        byte[] bytes = Bytes(path);
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new DataException($"{path} is UTF-16; UTF-8 is expected. Save it again as UTF-8.");
        return Utf8Text.Decode(bytes, out int wrong)
            ?? throw new DataException($"{path}, line {Utf8Text.LineOf(bytes, wrong)}: these bytes are not UTF-8, which is expected. Save the file again as UTF-8.");
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="DataException">It is missing or unreadable.</exception>
    public static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"There is no file '{path}' (looked for {Path.GetFullPath(path)}).", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
