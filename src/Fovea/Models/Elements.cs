using System;
using System.Runtime.InteropServices;

namespace Fovea.Models;

/// <summary>Reads and writes single elements of tensor memory, whatever their type.</summary>
internal static class Elements
{
    public static double ReadDouble(ElementType type, ReadOnlySpan<byte> bytes, int index) => type switch
    {
        ElementType.Float => As<float>(bytes)[index],
        ElementType.Double => As<double>(bytes)[index],
        ElementType.Float16 => HalfPrecision.ToSingle(As<ushort>(bytes)[index]),
        ElementType.BFloat16 => BitConverter.Int32BitsToSingle(As<ushort>(bytes)[index] << 16),
        ElementType.UInt64 => As<ulong>(bytes)[index],
        _ => ReadInteger(type, bytes, index),
    };

    public static long ReadInteger(ElementType type, ReadOnlySpan<byte> bytes, int index) => type switch
    {
        ElementType.Int64 => As<long>(bytes)[index],
        ElementType.UInt64 => unchecked((long)As<ulong>(bytes)[index]),
        ElementType.Int32 => As<int>(bytes)[index],
        ElementType.UInt32 => As<uint>(bytes)[index],
        ElementType.Int16 => As<short>(bytes)[index],
        ElementType.UInt16 => As<ushort>(bytes)[index],
        ElementType.Int8 => (sbyte)bytes[index],
        ElementType.UInt8 => bytes[index],
        ElementType.Bool => bytes[index] != 0 ? 1 : 0,
        ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16 => Truncate(ReadDouble(type, bytes, index)),
        _ => throw new ModelException($"Elements of type {type} are not numbers that Fovea computes with."),
    };

    public static void Write(ElementType type, Span<byte> bytes, int index, double value)
    {
        switch (type)
        {
            case ElementType.Float: MemoryMarshal.Cast<byte, float>(bytes)[index] = (float)value; break;
            case ElementType.Double: MemoryMarshal.Cast<byte, double>(bytes)[index] = value; break;
            case ElementType.Float16: MemoryMarshal.Cast<byte, ushort>(bytes)[index] = HalfPrecision.FromSingle((float)value); break;
            case ElementType.BFloat16: MemoryMarshal.Cast<byte, ushort>(bytes)[index] = HalfPrecision.BrainFromSingle((float)value); break;
            case ElementType.Bool: bytes[index] = value != 0 ? (byte)1 : (byte)0; break;
            case ElementType.UInt64 when value >= long.MaxValue: MemoryMarshal.Cast<byte, ulong>(bytes)[index] = (ulong)value; break;
            default: WriteInteger(type, bytes, index, Truncate(value)); break;
        }
    }

    public static void WriteInteger(ElementType type, Span<byte> bytes, int index, long value)
    {
        unchecked
        {
            switch (type)
            {
                case ElementType.Int64: MemoryMarshal.Cast<byte, long>(bytes)[index] = value; break;
                case ElementType.UInt64: MemoryMarshal.Cast<byte, ulong>(bytes)[index] = (ulong)value; break;
                case ElementType.Int32: MemoryMarshal.Cast<byte, int>(bytes)[index] = (int)value; break;
                case ElementType.UInt32: MemoryMarshal.Cast<byte, uint>(bytes)[index] = (uint)value; break;
                case ElementType.Int16: MemoryMarshal.Cast<byte, short>(bytes)[index] = (short)value; break;
                case ElementType.UInt16: MemoryMarshal.Cast<byte, ushort>(bytes)[index] = (ushort)value; break;
                case ElementType.Int8: bytes[index] = (byte)(sbyte)value; break;
                case ElementType.UInt8: bytes[index] = (byte)value; break;
                case ElementType.Bool: bytes[index] = value != 0 ? (byte)1 : (byte)0; break;
                default: Write(type, bytes, index, value); break;
            }
        }
    }

    /// <summary>The whole number whose low bits a conversion to a type of whole numbers keeps: see <see cref="Tensor.Convert"/>.</summary>
    public static long Whole(ElementType type, double value) => type switch
    {
        ElementType.Int64 or ElementType.UInt32 => value >= long.MinValue && value < long.MaxValue ? (long)value : long.MinValue,
        ElementType.UInt64 when value >= long.MaxValue => value < ulong.MaxValue ? unchecked((long)(ulong)value) : long.MinValue,
        ElementType.UInt64 => value >= long.MinValue ? (long)value : long.MinValue,
        _ => value > int.MinValue - 1.0 && value < int.MaxValue + 1.0 ? (long)value : int.MinValue,
    };

    private static ReadOnlySpan<T> As<T>(ReadOnlySpan<byte> bytes) where T : unmanaged => MemoryMarshal.Cast<byte, T>(bytes);

    // A conversion out of range is undefined in C#; saturate instead, so that the result is the same on every machine.
    private static long Truncate(double value) =>
        double.IsNaN(value) ? 0
        : value >= long.MaxValue ? long.MaxValue
        : value <= long.MinValue ? long.MinValue
        : (long)value;
}
