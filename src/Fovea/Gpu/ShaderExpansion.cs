using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Gpu;

/// <summary>One run of the include processor: resolves includes, keeps account of lines.</summary>
/// <remarks>
/// Conditionals are left to the driver. Hence a source that is included inside one is taken in every time (the first may be compiled
/// out), and a missing snippet becomes an <c>#error</c> line, which only matters where it is compiled.
/// </remarks>
internal sealed class ShaderExpansion
{
    private const string Include = "#include";

    private readonly ShaderLibrary _library;
    private readonly string _path;
    private readonly ShaderHeader _header;
    private readonly ShaderDefines _defines;
    private readonly List<(string File, int Line, string Text)> _extensions = new();
    private readonly List<(string File, int Line, string Text)> _body = new();
    private readonly HashSet<string> _included = new(StringComparer.Ordinal);
    private readonly List<string> _open = new();

    public ShaderExpansion(ShaderLibrary library, string path, ShaderHeader header, ShaderDefines defines)
    {
        _library = library;
        _path = path;
        _header = header;
        _defines = defines;
    }

    public ShaderText Run()
    {
        AppendSource(_path, _library.Get(_path, ""), conditional: false);

        var lines = new List<(string File, int Line, string Text)> { ("(header)", 1, _header.Version) };
        lines.AddRange(_extensions); // these must precede every declaration, precision included
        foreach (string line in _header.Lines.Concat(_defines.Macros.Select(macro => $"#define {macro.Key} {macro.Value}")))
            lines.Add(("(header)", lines.Count + 1, line));

        lines.AddRange(_body);
        return new ShaderText(_path, _defines, lines);
    }

    private void AppendSource(string name, string text, bool conditional)
    {
        if (_open.Contains(name))
        {
            throw new ShaderException(
                _path, $"Shader {_path} includes itself: {string.Join(" -> ", _open.SkipWhile(open => open != name))} -> {name}.");
        }

        if (!conditional)
            _included.Add(name);

        _open.Add(name);
        int depth = conditional ? 1 : 0;
        bool inComment = false;
        string[] lines = text.Replace("\r\n", "\n").TrimStart('\uFEFF').Split('\n');
        int count = lines.Length > 1 && lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        for (int i = 0; i < count; i++)
        {
            string line = lines[i];
            string code = WithoutComments(line, ref inComment).Trim();
            string directive = Directive(code);
            if (directive is "if" or "ifdef" or "ifndef")
                depth++;
            else if (directive == "endif")
                depth--;

            switch (directive)
            {
                case "include":
                    AppendInclude(name, i + 1, code, depth > 0);
                    break;
                case "version":
                    throw new ShaderException(_path, $"{name}:{i + 1} has a #version line; the library writes it. Remove the line.");
                case "extension":
                    _extensions.Add((name, i + 1, line));
                    _body.Add((name, i + 1, ""));
                    break;
                default:
                    _body.Add((name, i + 1, line));
                    break;
            }
        }

        _open.RemoveAt(_open.Count - 1);
    }

    private void AppendInclude(string from, int line, string code, bool conditional)
    {
        string target = code.Substring(1).TrimStart().Substring(Include.Length - 1).Trim();
        if (target.Length > 2 && target[0] == '"' && target[^1] == '"')
        {
            string path = target.Substring(1, target.Length - 2);
            if (_included.Contains(path) && !_open.Contains(path))
                return;

            AppendSource(path, _library.Get(path, $"{from}:{line}"), conditional);
        }
        else if (target.Length > 2 && target[0] == '<' && target[^1] == '>')
        {
            string name = target.Substring(1, target.Length - 2);
            if (_defines.Snippets.TryGetValue(name, out string? snippet))
                AppendSource(target, snippet, conditional);
            else
                _body.Add((from, line, $"#error no snippet {target} was given"));
        }
        else
        {
            throw new ShaderException(
                _path, $"{from}:{line} reads '{code}'. Write #include \"common/file.glsl\" for a source or #include <name> for a snippet.");
        }
    }

    private static string Directive(string code)
    {
        if (code.Length == 0 || code[0] != '#')
            return "";

        int start = 1;
        while (start < code.Length && char.IsWhiteSpace(code[start]))
            start++;

        int end = start;
        while (end < code.Length && char.IsLetter(code[end]))
            end++;

        return code.Substring(start, end - start);
    }

    private static string WithoutComments(string line, ref bool inComment)
    {
        string code = "";
        int at = 0;
        while (at < line.Length)
        {
            if (inComment)
            {
                int end = line.IndexOf("*/", at, StringComparison.Ordinal);
                if (end < 0)
                    return code;

                inComment = false;
                at = end + 2;
                continue;
            }

            int single = line.IndexOf("//", at, StringComparison.Ordinal);
            int block = line.IndexOf("/*", at, StringComparison.Ordinal);
            if (block >= 0 && (single < 0 || block < single))
            {
                code += line.Substring(at, block - at) + " ";
                inComment = true;
                at = block + 2;
                continue;
            }

            return code + (single < 0 ? line.Substring(at) : line.Substring(at, single - at));
        }

        return code;
    }
}
