using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace Fovea.Gpu;

/// <summary>A shader could not be found, put together, compiled or linked, or asks for more than the device promises.</summary>
public sealed class ShaderException : GpuException
{
    // "0:12(5): error" (Mesa), "0(12) : error" (NVIDIA), "ERROR: 0:12: " (Intel, AMD, ANGLE, Apple).
    private static readonly Regex LineNumber = new(@"\b0(?::(?<line>\d+)|\((?<line>\d+)\))", RegexOptions.CultureInvariant);

    private const int MostExcerpts = 5;

    /// <summary>An exception about one shader.</summary>
    /// <param name="shader">The shader's path in the library.</param>
    /// <param name="message">What was found, where, and what to do.</param>
    public ShaderException(string shader, string message)
        : base(message)
    {
        Shader = shader;
        Log = "";
    }

    private ShaderException(string shader, string message, string log)
        : base(message)
    {
        Shader = shader;
        Log = log;
    }

    /// <summary>The shader's path in the library.</summary>
    public string Shader { get; }

    /// <summary>What the driver said, or an empty string when it was never asked.</summary>
    public string Log { get; }

    internal static ShaderException Compilation(ShaderText source, string log, GpuInfo info, ShaderLibrary library)
    {
        var message = new StringBuilder();
        message.Append($"Shader {source.Path}{With(source.Defines)} does not compile on {info}.\n");
        AppendLog(message, log);
        var shown = new HashSet<int>();
        foreach (Match match in LineNumber.Matches(log))
        {
            if (shown.Count == MostExcerpts)
                break;

            if (int.TryParse(match.Groups["line"].Value, out int line) && line >= 1 && line <= source.LineCount && shown.Add(line))
            {
                (string file, int number) = source.Origin(line);
                message.Append($"Line {line} is {library.FileOf(file) ?? file}:{number}\n").Append(source.Excerpt(line));
            }
        }

        return new ShaderException(source.Path, message.ToString().TrimEnd(), log);
    }

    internal static ShaderException Linking(string label, ShaderDefines defines, string log, GpuInfo info)
    {
        var message = new StringBuilder();
        message.Append($"Program {label}{With(defines)} does not link on {info}.\n");
        AppendLog(message, log);
        return new ShaderException(label, message.ToString().TrimEnd(), log);
    }

    private static void AppendLog(StringBuilder message, string log)
    {
        string trimmed = log.Trim('\0', ' ', '\n', '\r', '\t');
        message.Append(trimmed.Length == 0 ? "The driver gives no reason." : "The driver says:\n" + trimmed).Append('\n');
    }

    private static string With(ShaderDefines defines)
    {
        string text = defines.ToString();
        return text.Length == 0 ? "" : $" (with {text})";
    }
}
