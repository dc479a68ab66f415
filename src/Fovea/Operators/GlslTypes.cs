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
}
