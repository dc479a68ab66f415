using System;

namespace Fovea.Models;

/// <summary>IEEE 754 binary16 and bfloat16 to and from binary32, for a framework that has no such type.</summary>
public static class HalfPrecision
{
    /// <summary>The exact value of a binary16.</summary>
    public static float ToSingle(ushort half)
    {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1F;
        int mantissa = half & 0x3FF;
        if (exponent == 0x1F)
            return BitConverter.Int32BitsToSingle(sign | 0x7F800000 | (mantissa << 13));
        if (exponent != 0)
            return BitConverter.Int32BitsToSingle(sign | ((exponent + 112) << 23) | (mantissa << 13));
        float subnormal = mantissa * (1.0f / (1 << 24));
        return sign != 0 ? -subnormal : subnormal;
    }

    /// <summary>The nearest binary16, ties to even; too large values become infinite.</summary>
    public static ushort FromSingle(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        int sign = (bits >> 16) & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude > 0x7F800000)
            return (ushort)(sign | 0x7E00);
        if (magnitude >= 0x47800000)
            return (ushort)(sign | 0x7C00);
        if (magnitude < 0x38800000)
        {
            // The spacing of binary16 subnormals is 2^-24: scaling makes them whole numbers, and rounding ties to even.
            double scaled = Math.Abs((double)value) * (1 << 24);
            return (ushort)(sign | (int)Math.Round(scaled, MidpointRounding.ToEven));
        }

        int rounded = magnitude + 0xFFF + ((magnitude >> 13) & 1);
        return (ushort)(sign | ((rounded - 0x38000000) >> 13));
    }

    /// <summary>The nearest bfloat16, ties to even.</summary>
    public static ushort BrainFromSingle(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        if ((bits & 0x7FFFFFFF) > 0x7F800000)
            return (ushort)((bits >> 16) | 0x40);
        return (ushort)((uint)(bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
