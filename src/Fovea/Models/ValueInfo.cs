using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models;

/// <summary>A declared input or output of a graph.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Dimensions">Its dimensions; null where even their number is not declared.</param>
public sealed record ValueInfo(string Name, ElementType Type, IReadOnlyList<Dimension>? Dimensions)
{
    /// <summary>A declaration with constant dimensions.</summary>
    public ValueInfo(string name, ElementType type, Shape shape)
        : this(name, type, shape.Select(d => new Dimension(d, null)).ToArray())
    {
    }

    /// <summary>The shape, where every dimension is a constant; else null.</summary>
    public Shape? Shape => Dimensions is not null && Dimensions.All(d => d.Value is not null)
        ? new Shape(Dimensions.Select(d => d.Value!.Value).ToArray())
        : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type} [{(Dimensions is null ? "..." : string.Join(", ", Dimensions))}]";
}
