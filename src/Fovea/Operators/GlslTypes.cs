using Fovea.Models;

namespace Fovea.Operators;

/// <summary>The GLSL scalar types in which elements are stored and computed.</summary>
public static class GlslTypes
{
    /// <summary>The scalar type for an element type: GLSL has no 64-bit integers and ES no doubles, so they narrow to 32 bits.</summary>
    /// <exception cref="ModelException">The type cannot be on the GPU (text, complex numbers).</exception>
    public static string Of(ElementType type) => type switch
    {
        _ when type.IsFloating() => "float",
        ElementType.UInt32 or ElementType.UInt64 => "uint",
        ElementType.Bool => "int",
        _ when type.IsInteger() => "int",
        _ => throw new ModelException($"Tensors of type {type} cannot be on the GPU."),
    };

    /// <summary>An expression of the type's scalar with what the type's bits do not hold cut off, as in C; bools are left as they are.</summary>
    public static string Narrowed(ElementType type, string expression) => type switch
    {
        ElementType.UInt8 => $"({expression} & 255)",
        ElementType.UInt16 => $"({expression} & 65535)",
        ElementType.Int8 => $"(({expression} << 24) >> 24)",
        ElementType.Int16 => $"(({expression} << 16) >> 16)",
        _ => expression,
    };
}
