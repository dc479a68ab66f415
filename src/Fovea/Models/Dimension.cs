using System.Globalization;

namespace Fovea.Models;

/// <summary>One declared dimension of a graph's input or output: a number, or a symbol that a run decides.</summary>
/// <param name="Value">The number; null where it is not constant.</param>
/// <param name="Symbol">The symbol's name; null where it has none.</param>
public readonly record struct Dimension(int? Value, string? Symbol)
{
    /// <inheritdoc/>
    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
