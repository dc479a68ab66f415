using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fovea.Models;

/// <summary>A tensor in the memory of the host: elements in row-major order, little-endian, as in an ONNX file.</summary>
public sealed class Tensor
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private ulong? _fingerprint;

    /// <summary>Wraps bytes as a tensor, without a copy.</summary>
    /// <exception cref="ModelException">The bytes are not exactly as many as the shape needs.</exception>
    public Tensor(ElementType type, Shape shape, ReadOnlyMemory<byte> bytes)
    {
        long needed = (long)shape.Count * type.SizeInBytes();
        if (bytes.Length != needed)
            throw new ModelException($"A {type} tensor of shape {shape} takes {needed} bytes, but there are {bytes.Length}.");
        Type = type;
        Shape = shape;
        _bytes = bytes;
    }

    /// <summary>The type of the elements.</summary>
    public ElementType Type { get; }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The elements as bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A number that tensors of other elements do not have, for all that matters; worked out once.</summary>
    internal ulong Fingerprint => _fingerprint ??= FingerprintOf(_bytes.Span);

    /// <summary>Creates a tensor from values; <typeparamref name="T"/> decides the element type.</summary>
    /// <exception cref="ModelException">The values are not exactly as many as the shape needs.</exception>
    public static Tensor Of<T>(Shape shape, ReadOnlySpan<T> values) where T : unmanaged =>
        new(ElementTypes.Of<T>(), shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <inheritdoc cref="Of{T}(Shape, ReadOnlySpan{T})"/>
    public static Tensor Of<T>(Shape shape, params T[] values) where T : unmanaged => Of(shape, (ReadOnlySpan<T>)values);

    /// <summary>Creates a vector.</summary>
    public static Tensor Vector<T>(params T[] values) where T : unmanaged => Of(new Shape(values.Length), (ReadOnlySpan<T>)values);

    /// <summary>Creates a scalar.</summary>
    public static Tensor Scalar<T>(T value) where T : unmanaged => Of(Shape.Scalar, value);

    /// <summary>Creates a tensor of any type, each element given as a number and converted by <see cref="Convert"/>'s rules.</summary>
    public static Tensor From(ElementType type, Shape shape, ReadOnlySpan<double> values)
    {
        var bytes = new byte[(long)shape.Count * type.SizeInBytes()];
        if (values.Length != shape.Count)
            throw new ModelException($"A tensor of shape {shape} has {shape.Count} elements, but {values.Length} were given.");
        for (int i = 0; i < values.Length; i++)
            Elements.Write(type, bytes, i, values[i]);
        return new Tensor(type, shape, bytes);
    }

    /// <summary>The elements, in the .NET type that has their size.</summary>
    /// <exception cref="ModelException"><typeparamref name="T"/> has another size than the elements.</exception>
    public ReadOnlySpan<T> Span<T>() where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != Type.SizeInBytes())
            throw new ModelException($"The elements are {Type}, which cannot be read as {typeof(T).Name}.");
        return MemoryMarshal.Cast<byte, T>(_bytes.Span);
    }

    /// <summary>All elements as binary32, whatever the type.</summary>
    public float[] ToSingles()
    {
        if (Type == ElementType.Float)
            return Span<float>().ToArray();
        var values = new float[Shape.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)Elements.ReadDouble(Type, _bytes.Span, i);
        return values;
    }

    /// <summary>All elements as binary64; 64-bit integers beyond 2^53 round.</summary>
    public double[] ToDoubles()
    {
        var values = new double[Shape.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = Elements.ReadDouble(Type, _bytes.Span, i);
        return values;
    }

    /// <summary>All elements as 64-bit integers; fractions are cut off towards zero.</summary>
    public long[] ToIntegers()
    {
        if (Type == ElementType.Int64)
            return Span<long>().ToArray();
        var values = new long[Shape.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = Elements.ReadInteger(Type, _bytes.Span, i);
        return values;
    }

    /// <summary>The same elements in another shape of as many elements, sharing memory.</summary>
    /// <exception cref="ModelException">The shapes differ in their number of elements.</exception>
    public Tensor Reshape(Shape shape) => new(Type, shape, _bytes);

    /// <summary>
    /// The elements in another type. To bool: whether it differs from zero. From floating to whole numbers: towards zero, and what is out of
    /// range becomes what x86's conversions (and so ONNX Runtime) make of it: the lowest number of 32 or 64 bits, of which shorter types
    /// take the low bits. Between whole numbers: the low bits, as in C.
    /// </summary>
    public Tensor Convert(ElementType type)
    {
        if (type == Type)
            return this;
        var bytes = new byte[(long)Shape.Count * type.SizeInBytes()];
        bool whole = (Type.IsInteger() || Type == ElementType.Bool) && type.IsInteger();
        for (int i = 0; i < Shape.Count; i++)
        {
            if (whole)
                Elements.WriteInteger(type, bytes, i, Elements.ReadInteger(Type, _bytes.Span, i));
            else if (type.IsInteger())
                Elements.WriteInteger(type, bytes, i, Elements.Whole(type, Elements.ReadDouble(Type, _bytes.Span, i)));
            else
                Elements.Write(type, bytes, i, Elements.ReadDouble(Type, _bytes.Span, i));
        }

        return new Tensor(type, Shape, bytes);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Shape}";

    // FNV-1a (Fowler, Noll, Vo) over 64-bit words, with the high bits brought down after each, and the bytes that are left.
    private static ulong FingerprintOf(ReadOnlySpan<byte> bytes)
    {
        const ulong Prime = 1099511628211;
        ulong hash = 14695981039346656037;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            hash = unchecked((hash ^ word) * Prime);
            hash ^= hash >> 32;
        }

        foreach (byte rest in bytes.Slice(8 * words.Length))
            hash = unchecked((hash ^ rest) * Prime);
        return hash;
    }
}
