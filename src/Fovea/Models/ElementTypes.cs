using System;

namespace Fovea.Models;

/// <summary>Facts about element types.</summary>
public static class ElementTypes
{
    /// <summary>The bytes that one element takes in an ONNX file and in a <see cref="Tensor"/>.</summary>
    /// <exception cref="ModelException">The type has no fixed size (text, undefined).</exception>
    public static int SizeInBytes(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Int64 or ElementType.UInt64 or ElementType.Double or ElementType.Complex64 => 8,
        ElementType.Complex128 => 16,
        _ => throw new ModelException($"Element type {type} has no fixed size; Fovea computes with numbers only."),
    };

    /// <summary>Whether elements are floating-point numbers.</summary>
    public static bool IsFloating(this ElementType type) =>
        type is ElementType.Float or ElementType.Float16 or ElementType.Double or ElementType.BFloat16;

    /// <summary>Whether elements are whole numbers (bool is not).</summary>
    public static bool IsInteger(this ElementType type) =>
        type is ElementType.UInt8 or ElementType.Int8 or ElementType.UInt16 or ElementType.Int16 or ElementType.Int32
            or ElementType.Int64 or ElementType.UInt32 or ElementType.UInt64;

    /// <summary>Whether whole numbers of this type are never negative.</summary>
    public static bool IsUnsigned(this ElementType type) =>
        type is ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 or ElementType.Bool;

    /// <summary>The element type that holds values of a .NET type.</summary>
    /// <exception cref="ArgumentException">No element type is of that .NET type.</exception>
    public static ElementType Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return ElementType.Float;
        if (typeof(T) == typeof(long)) return ElementType.Int64;
        if (typeof(T) == typeof(int)) return ElementType.Int32;
        if (typeof(T) == typeof(bool)) return ElementType.Bool;
        if (typeof(T) == typeof(byte)) return ElementType.UInt8;
        if (typeof(T) == typeof(sbyte)) return ElementType.Int8;
        if (typeof(T) == typeof(double)) return ElementType.Double;
        if (typeof(T) == typeof(short)) return ElementType.Int16;
        if (typeof(T) == typeof(ushort)) return ElementType.UInt16;
        if (typeof(T) == typeof(uint)) return ElementType.UInt32;
        if (typeof(T) == typeof(ulong)) return ElementType.UInt64;
        throw new ArgumentException($"No tensor element type holds values of {typeof(T)}.");
    }
}
