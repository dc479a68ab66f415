using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Fovea.Gpu;

/// <summary>
/// What a shader is specialised by: macros, and generated pieces of GLSL that it includes by name (<c>#include &lt;epilogue&gt;</c>).
/// Immutable; two with the same content are equal, whatever the order they were built in.
/// </summary>
public sealed class ShaderDefines : IEquatable<ShaderDefines>
{
    private static readonly Regex MacroName = new(@"^[A-Za-z_]\w*(\([\w\s,]*\))?$", RegexOptions.CultureInvariant);
    private static readonly Regex SnippetName = new(@"^[A-Za-z_][\w.-]*$", RegexOptions.CultureInvariant);

    private readonly SortedDictionary<string, string> _macros;
    private readonly SortedDictionary<string, string> _snippets;
    private string? _key;

    private ShaderDefines(SortedDictionary<string, string> macros, SortedDictionary<string, string> snippets)
    {
        _macros = macros;
        _snippets = snippets;
    }

    /// <summary>Nothing defined.</summary>
    public static ShaderDefines None { get; } = new(new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    /// <summary>The macros by name, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Macros => _macros;

    /// <summary>The snippets by name, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Snippets => _snippets;

    /// <summary>A text that is the same for equal defines and for no others.</summary>
    public string Key => _key ??= BuildKey();

    /// <summary>Adds a macro that is 1, for <c>#ifdef</c>.</summary>
    /// <param name="name">The macro.</param>
    /// <returns>The larger set.</returns>
    public ShaderDefines With(string name) => With(name, "1");

    /// <summary>Adds or replaces a macro.</summary>
    /// <param name="name">The macro.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The new set.</returns>
    public ShaderDefines With(string name, int value) =>
        With(name, value < 0 ? $"({value.ToString(CultureInfo.InvariantCulture)})" : value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds or replaces an unsigned macro (<c>7u</c>).</summary>
    /// <param name="name">The macro.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The new set.</returns>
    public ShaderDefines With(string name, uint value) => With(name, value.ToString(CultureInfo.InvariantCulture) + "u");

    /// <summary>Adds or replaces a macro that is 1 or 0, for <c>#if</c>.</summary>
    /// <param name="name">The macro.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The new set.</returns>
    public ShaderDefines With(string name, bool value) => With(name, value ? "1" : "0");

    /// <summary>Adds or replaces a floating-point macro. Infinities and NaN are written by their bits.</summary>
    /// <param name="name">The macro.</param>
    /// <param name="value">Its value, kept exactly.</param>
    /// <returns>The new set.</returns>
    public ShaderDefines With(string name, float value) => With(name, Literal(value));

    /// <summary>Adds or replaces a macro.</summary>
    /// <param name="name">An identifier, or one with parameters: <c>ACTIVATE(x)</c>.</param>
    /// <param name="value">GLSL on one line.</param>
    /// <returns>The new set.</returns>
    /// <exception cref="ArgumentException">The name is none, or is reserved by GLSL, or the value spans lines.</exception>
    public ShaderDefines With(string name, string value)
    {
        if (!MacroName.IsMatch(name))
            throw new ArgumentException($"'{name}' cannot name a macro.", nameof(name));

        if (name.StartsWith("GL_", StringComparison.Ordinal) || name.Contains("__", StringComparison.Ordinal))
            throw new ArgumentException($"GLSL reserves the macro name '{name}' (GL_ and double underscores).", nameof(name));

        if (value.IndexOfAny(new[] { '\r', '\n' }) >= 0)
            throw new ArgumentException($"The value of macro {name} spans lines; use WithSnippet.", nameof(value));

        return new ShaderDefines(new(_macros, StringComparer.Ordinal) { [name] = value }, _snippets);
    }

    /// <summary>Adds or replaces generated GLSL, which the shader takes in with <c>#include &lt;name&gt;</c>.</summary>
    /// <param name="name">The snippet's name.</param>
    /// <param name="glsl">Its text; it may include others.</param>
    /// <returns>The new set.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public ShaderDefines WithSnippet(string name, string glsl)
    {
        if (!SnippetName.IsMatch(name))
            throw new ArgumentException($"'{name}' cannot name a snippet.", nameof(name));

        return new ShaderDefines(_macros, new(_snippets, StringComparer.Ordinal) { [name] = glsl });
    }

    /// <summary>Adds all of another set; where both have a name, the other's value wins.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>The union.</returns>
    public ShaderDefines With(ShaderDefines other)
    {
        var macros = new SortedDictionary<string, string>(_macros, StringComparer.Ordinal);
        foreach ((string name, string value) in other._macros)
            macros[name] = value;

        var snippets = new SortedDictionary<string, string>(_snippets, StringComparer.Ordinal);
        foreach ((string name, string value) in other._snippets)
            snippets[name] = value;

        return new ShaderDefines(macros, snippets);
    }

    /// <summary>GLSL for a float: exact, with a decimal point; infinities and NaN by their bits.</summary>
    /// <param name="value">The value.</param>
    /// <returns>An expression of type float.</returns>
    public static string Literal(float value)
    {
        if (float.IsNaN(value) || float.IsInfinity(value))
            return $"uintBitsToFloat(0x{BitConverter.SingleToInt32Bits(value):x8}u)";

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.IndexOfAny(new[] { '.', 'E', 'e' }) < 0)
            text += ".0";

        return text.StartsWith('-') ? $"({text})" : text;
    }

    /// <inheritdoc/>
    public bool Equals(ShaderDefines? other) => other != null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ShaderDefines);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    /// <summary>The macros and the names of the snippets, for messages.</summary>
    /// <returns><c>KERNEL=3 STRIDE=2 &lt;epilogue&gt;</c>.</returns>
    public override string ToString() => string.Join(
        " ", _macros.Select(macro => $"{macro.Key}={macro.Value}").Concat(_snippets.Keys.Select(name => $"<{name}>")));

    // Lengths make it unambiguous: no text can imitate the end of another.
    private string BuildKey()
    {
        var key = new StringBuilder();
        foreach ((string name, string value) in _macros)
            key.Append(name).Append('=').Append(value).Append('\n');

        foreach ((string name, string text) in _snippets)
            key.Append('<').Append(name).Append(' ').Append(text.Length).Append(">\n").Append(text).Append('\n');

        return key.ToString();
    }
}
