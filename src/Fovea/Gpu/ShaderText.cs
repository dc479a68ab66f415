using System;
using System.Collections.Generic;
using System.Text;

namespace Fovea.Gpu;

/// <summary>The text a driver compiles, and where each of its lines came from.</summary>
public sealed class ShaderText
{
    private readonly List<(string File, int Line, string Text)> _lines;
    private string? _text;

    internal ShaderText(string path, ShaderDefines defines, List<(string File, int Line, string Text)> lines)
    {
        Path = path;
        Defines = defines;
        _lines = lines;
    }

    /// <summary>The shader's path in the library.</summary>
    public string Path { get; }

    /// <summary>What it was specialised by.</summary>
    public ShaderDefines Defines { get; }

    /// <summary>How many lines there are.</summary>
    public int LineCount => _lines.Count;

    /// <summary>The whole text, header and includes and all.</summary>
    public string Text => _text ??= Join();

    /// <summary>Where a line came from.</summary>
    /// <param name="line">The line in <see cref="Text"/>, from 1.</param>
    /// <returns>The file in the library (or <c>&lt;snippet&gt;</c>, or <c>(header)</c>) and the line in it, from 1.</returns>
    public (string File, int Line) Origin(int line)
    {
        if (line < 1 || line > _lines.Count)
            throw new ArgumentOutOfRangeException(nameof(line), line, $"{Path} has lines 1 to {_lines.Count}.");

        (string file, int number, _) = _lines[line - 1];
        return (file, number);
    }

    /// <summary>The numbered lines around one line, which is marked by an arrow.</summary>
    /// <param name="line">The line in <see cref="Text"/>, from 1.</param>
    /// <param name="around">How many lines before and after.</param>
    /// <returns>Text of several lines, numbered as in the files they came from.</returns>
    public string Excerpt(int line, int around = 3)
    {
        var text = new StringBuilder();
        string? file = null;
        for (int i = Math.Max(1, line - around); i <= Math.Min(_lines.Count, line + around); i++)
        {
            (string origin, int number, string content) = _lines[i - 1];
            if (origin != file)
                text.Append("    ").Append(origin).Append(":\n");

            file = origin;
            text.Append(i == line ? "  > " : "    ").Append(number.ToString().PadLeft(4)).Append(" | ").Append(content).Append('\n');
        }

        return text.ToString();
    }

    private string Join()
    {
        var text = new StringBuilder();
        foreach ((_, _, string line) in _lines)
            text.Append(line).Append('\n');

        return text.ToString();
    }
}
