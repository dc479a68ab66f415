using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Fovea.Training.Data;

/// <summary>
/// The names of the classes in a <c>data.yaml</c>: <c>names: [cat, dog]</c>, or below <c>names:</c> lines <c>- cat</c> or <c>0: cat</c>. The rest
/// of the file is passed over.
/// </summary>
internal static class YoloNames
{
    /// <summary>Reads them.</summary>
    /// <exception cref="DataException">There are none, or they are written in another way; the message names the line.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        string[] lines = TextLines.ReadAll(path).ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()).ToArray();
        int at = Array.FindIndex(lines, l => l.StartsWith("names:", StringComparison.Ordinal));
        if (at < 0)
            throw new DataException($"{path} has no 'names:', which are to name the classes.");
        string inline = WithoutComment(lines[at]["names:".Length..]).Trim();
        if (inline.StartsWith('[') && inline.EndsWith(']'))
            return inline[1..^1].Split(',').Select(Unquoted).Where(n => n.Length > 0).ToArray();

        var names = new List<string>();
        for (int i = at + 1; i < lines.Length; i++)
        {
            string line = WithoutComment(lines[i]).Trim();
            bool isItem = line.StartsWith("- ", StringComparison.Ordinal);
            if (line.Length == 0)
                continue;
            if (!isItem && !char.IsWhiteSpace(lines[i][0]))
                break;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (isItem)
                names.Add(Unquoted(line[2..]));
            else if (colon > 0 && int.TryParse(line[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number == names.Count)
                names.Add(Unquoted(line[(colon + 1)..]));
            else
                throw new DataException($"{path}, line {i + 1}: '- NAME' or '{names.Count}: NAME' is expected, not '{line}'.");
        }

        return names.Count > 0 ? names : throw new DataException($"{path}, line {at + 1}: 'names:' names no class.");
    }

    private static string WithoutComment(string line) => line.IndexOf(" #", StringComparison.Ordinal) is >= 0 and int comment ? line[..comment] : line;

    private static string Unquoted(string text)
    {
        text = text.Trim();
        return text is ['\'', .., '\''] ? text[1..^1].Replace("''", "'", StringComparison.Ordinal) : text is ['"', .., '"'] ? text[1..^1] : text;
    }
}
