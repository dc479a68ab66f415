using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Fovea.Gpu;

/// <summary>Estimates the bytes of <c>shared</c> variables in a shader; OpenGL has no query for it.</summary>
/// <remarks>
/// Reads declarations of basic types with sizes made of numbers, macros, integer constants and + - * / and parentheses. What it cannot
/// read it counts as nothing: the driver still refuses what the device lacks.
/// </remarks>
internal static class SharedMemory
{
    private static readonly Regex Comment = new(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Declaration = new(
        @"\bshared\s+(?:(?:highp|mediump|lowp|volatile|coherent)\s+)*(?<type>\w+)\s*(?<names>[^;{]+);", RegexOptions.CultureInvariant);

    private static readonly Regex Dimension = new(@"\[([^\]]*)\]", RegexOptions.CultureInvariant);
    private static readonly Regex Macro = new(
        @"^[ \t]*#[ \t]*define[ \t]+(?<name>[A-Za-z_]\w*)[ \t]+(?<value>[^\n]+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly Regex Constant = new(
        @"\bconst\s+u?int\s+(?<name>\w+)\s*=\s*(?<value>[^;]+);", RegexOptions.CultureInvariant);

    private static readonly Regex VectorType = new(@"^[iub]?vec(?<n>[234])$|^mat(?<c>[234])(x(?<r>[234]))?$", RegexOptions.CultureInvariant);

    public static long Measure(string text, IReadOnlyDictionary<string, string> macros)
    {
        // Most shaders share nothing, and to read one takes as long as to load its program from the disk.
        if (!MayDeclare(text))
            return 0;
        string code = Comment.Replace(text, " ");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Macro.Matches(code))
            values[match.Groups["name"].Value] = match.Groups["value"].Value;

        foreach (Match match in Constant.Matches(code))
            values[match.Groups["name"].Value] = match.Groups["value"].Value;

        foreach ((string name, string value) in macros)
            values[name] = value;

        long bytes = 0;
        foreach (Match match in Declaration.Matches(code))
        {
            long element = SizeOf(values.TryGetValue(match.Groups["type"].Value, out string? alias) ? alias.Trim() : match.Groups["type"].Value);
            foreach (string name in match.Groups["names"].Value.Split(','))
            {
                long size = element;
                foreach (Match dimension in Dimension.Matches(name))
                    size *= new IntegerExpression(dimension.Groups[1].Value, values).Evaluate() ?? 0;

                bytes += size;
            }
        }

        return bytes;
    }

    // Whether the word stands anywhere but behind the // of its line. Where a */ follows that, it may have been inside a comment itself.
    private static bool MayDeclare(string text)
    {
        const string Word = "shared";
        for (int at = text.IndexOf(Word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Word, at + 1, StringComparison.Ordinal))
        {
            int line = text.LastIndexOf('\n', at) + 1;
            int comment = text.IndexOf("//", line, at - line, StringComparison.Ordinal);
            if (comment < 0 || text.IndexOf("*/", comment, at - comment, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }

    private static long SizeOf(string type)
    {
        if (type is "float" or "int" or "uint" or "bool")
            return 4;

        Match match = VectorType.Match(type);
        if (!match.Success)
            return 0;

        if (match.Groups["n"].Success)
            return 4 * long.Parse(match.Groups["n"].Value);

        long columns = long.Parse(match.Groups["c"].Value);
        return 4 * columns * (match.Groups["r"].Success ? long.Parse(match.Groups["r"].Value) : columns);
    }
}
