using System;
using System.Runtime.InteropServices;
using Fovea.Models.Onnx.Schema;
using Google.Protobuf.Collections;

namespace Fovea.Models.Onnx;

/// <summary>Reads ONNX tensors: from raw bytes, from typed fields, from external files.</summary>
internal static class TensorReader
{
    private const int External = 1;

    public static Tensor Read(TensorProto proto, ExternalData external)
    {
        if (proto.Segment is not null)
            throw new ModelException($"Tensor '{proto.Name}' is one segment of a larger one; Fovea reads whole tensors only.");
        ElementType type = Type(proto.DataType, $"Tensor '{proto.Name}'");
        if (type is ElementType.String or ElementType.Undefined)
            throw new ModelException($"Tensor '{proto.Name}' has elements of type {type}; Fovea computes with numbers only.");
        Shape shape;
        try
        {
            shape = Shape.From(proto.Dims);
        }
        catch (ModelException e)
        {
            throw new ModelException($"Tensor '{proto.Name}' lies about its size. {e.Message}", e);
        }

        long needed = (long)shape.Count * type.SizeInBytes();
        if (needed > int.MaxValue)
            throw new ModelException($"Tensor '{proto.Name}' of shape {shape} takes {needed} bytes; {int.MaxValue} are possible.");
        if (proto.DataLocation == External)
            return new Tensor(type, shape, external.Read(proto, needed));
        if (proto.DataLocation != 0)
            throw new ModelException($"Tensor '{proto.Name}' has data location {proto.DataLocation}; 0 (here) and 1 (external) are known.");
        if (proto.HasRawData && (proto.RawData.Length > 0 || needed == 0))
        {
            if (proto.RawData.Length != needed)
                throw WrongSize(proto, type, shape, proto.RawData.Length, needed, "bytes");
            // The format is little-endian, as every machine that Fovea runs on; other machines would swap here.
            return new Tensor(type, shape, proto.RawData.Memory);
        }

        return new Tensor(type, shape, Typed(proto, type, shape));
    }

    /// <summary>An element type by its ONNX number.</summary>
    public static ElementType Type(int number, string whose) =>
        number is >= 0 and <= (int)ElementType.BFloat16
            ? (ElementType)number
            : throw new ModelException($"{whose} has elements of type number {number}, which Fovea does not know (8-bit floats and 4-bit "
                + "numbers are such): convert the model to float32 or float16.");

    private static byte[] Typed(TensorProto proto, ElementType type, Shape shape)
    {
        switch (type)
        {
            case ElementType.Float: return Copy<float>(proto, proto.FloatData, type, shape, 1);
            case ElementType.Complex64: return Copy<float>(proto, proto.FloatData, type, shape, 2);
            case ElementType.Double: return Copy<double>(proto, proto.DoubleData, type, shape, 1);
            case ElementType.Complex128: return Copy<double>(proto, proto.DoubleData, type, shape, 2);
            case ElementType.Int64: return Copy<long>(proto, proto.Int64Data, type, shape, 1);
            case ElementType.UInt64: return Copy<ulong>(proto, proto.Uint64Data, type, shape, 1);
            case ElementType.UInt32: return UnsignedWords(proto, shape);
            default: return Small(proto, type, shape);
        }
    }

    private static byte[] UnsignedWords(TensorProto proto, Shape shape)
    {
        Expect(proto, ElementType.UInt32, shape, proto.Uint64Data.Count, 1);
        var values = new uint[shape.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = unchecked((uint)proto.Uint64Data[i]);
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    // All smaller types travel in 32-bit integers; 16-bit floats as the bits of an unsigned number.
    private static byte[] Small(TensorProto proto, ElementType type, Shape shape)
    {
        Expect(proto, type, shape, proto.Int32Data.Count, 1);
        ElementType stored = type is ElementType.Float16 or ElementType.BFloat16 ? ElementType.UInt16 : type;
        var bytes = new byte[shape.Count * type.SizeInBytes()];
        for (int i = 0; i < shape.Count; i++)
            Elements.WriteInteger(stored, bytes, i, proto.Int32Data[i]);
        return bytes;
    }

    private static byte[] Copy<T>(TensorProto proto, RepeatedField<T> field, ElementType type, Shape shape, int perElement)
        where T : unmanaged
    {
        Expect(proto, type, shape, field.Count, perElement);
        var values = new T[field.Count];
        field.CopyTo(values, 0);
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    private static void Expect(TensorProto proto, ElementType type, Shape shape, int found, int perElement)
    {
        if (found != (long)shape.Count * perElement)
            throw WrongSize(proto, type, shape, found, (long)shape.Count * perElement, "values");
    }

    private static ModelException WrongSize(TensorProto proto, ElementType type, Shape shape, long found, long needed, string unit) =>
        new($"Tensor '{proto.Name}' is {type} {shape}, which needs {needed} {unit}, but the file holds {found}: the file is damaged.");
}
