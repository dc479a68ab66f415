using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Tests.Operators.Elementwise.Accuracy;

/// <summary>Floats over the whole range, the same in each run: every exponent with both signs, and the numbers where functions turn.</summary>
internal static class AccuracySamples
{
    // Where functions turn, with both signs; and these with their neighbours.
    private static readonly float[] Turning = Sizes().SelectMany(x => new[] { x, -x }).Append(float.NaN).Distinct().ToArray();
    private static readonly float[] Special = Turning.SelectMany(x => new[] { x, MathF.BitDecrement(x), MathF.BitIncrement(x) }).Distinct().ToArray();

    /// <summary>The inputs, one array each, of a row with so many.</summary>
    /// <param name="inputs">One to three.</param>
    /// <param name="density">How many numbers of each exponent and sign.</param>
    public static float[][] For(int inputs, int density) => inputs switch
    {
        1 => new[] { Singles(density).ToArray() },
        2 => Columns(Pairs(density), 2),
        _ => Columns(Triples(density), 3),
    };

    private static IEnumerable<float> Singles(int density)
    {
        foreach (float x in Special)
            yield return x;
        for (uint exponent = 0; exponent < 255; exponent++)
        {
            for (uint i = 0; i < density; i++)
            {
                uint bits = (exponent << 23) | (Hash((exponent << 16) ^ i) & 0x7fffff);
                yield return BitConverter.UInt32BitsToSingle(bits);
                yield return BitConverter.UInt32BitsToSingle(bits | 0x80000000);
            }
        }

        // Evenly, where functions bend and where exponentials leave the range.
        int steps = 100 * density;
        foreach (double range in new[] { 1.0, 4.0, 20.0, 110.0 })
        {
            for (int i = -steps; i <= steps; i++)
                yield return (float)(range * (i + Unit(Hash((uint)(i + steps))) / 2) / steps);
        }
    }

    private static IEnumerable<float[]> Pairs(int density)
    {
        foreach (float x in Turning)
        {
            foreach (float y in Turning)
                yield return new[] { x, y };
        }

        uint count = (uint)(1000 * density), seed = 0;
        for (uint i = 0; i < count; i++)
        {
            float x = Any(ref seed), size = Math.Abs(x);
            yield return new[] { x, Any(ref seed) };
            // Near in size, so that sums cancel and quotients are small.
            yield return new[] { x, x * (float)Math.Pow(2, 12 * Unit(Hash(seed++))) };
            // Powers in range, of any base and of bases near 1.
            float near = 1 + (float)(Unit(Hash(seed++)) * Math.Pow(2, -(i % 24)));
            yield return new[] { size, (float)(160 * Unit(Hash(seed++)) / Math.Log2(size)) };
            yield return new[] { near, (float)(160 * Unit(Hash(seed++)) / Math.Log2(near)) };
            yield return new[] { (float)(30 * Unit(Hash(seed++))), (float)Math.Round(20 * Unit(Hash(seed++))) };
        }
    }

    private static IEnumerable<float[]> Triples(int density)
    {
        foreach (float x in Special)
        {
            for (int i = 0; i < 60 + density; i++)
                yield return new[] { x, Special[Hash((uint)i) % Special.Length], Special[Hash((uint)(i + 1000)) % Special.Length] };
        }

        uint seed = 0;
        for (int i = 0; i < 500 * density; i++)
            yield return new[] { Any(ref seed), Any(ref seed), Any(ref seed) };
    }

    private static IEnumerable<float> Sizes()
    {
        float[] sizes =
        {
            0, float.Epsilon, 1e-42f, 1.17549421e-38f, 1.17549435e-38f, 3e-38f, 1e-30f, 1e-20f, 1e-10f, 1e-7f, 6e-8f, 1e-4f, 1e-3f, 0.01f, 0.1f, 0.2f, 0.25f, 0.3f,
            1f / 3, 0.41421354f, 0.45f, 0.5f, 0.6f, 0.7f, 0.70710677f, 0.75f, 0.9f, 0.92f, 1, 1.4142135f, 1.5f, 2, 2.4142137f, 2.5f, 3, 3.5f, 3.9f, 4, 5, 6, 7.5f, 8, 8.7f, 9, 10,
            11, 12.5f, 13, 13.2f, 14, 15, 16, 17, 20, 40, 44, 60, 80, 87, 87.336544f, 88, 88.3f, 88.72283f, 89, 89.4f, 90, 100, 103.97208f, 104, 110, 127, 128, 149, 150, 165, 256, 1000, 4096,
            65504, 8388607.5f, 8388608, 8388609, 16777215, 16777216, 16777218, 2147483648, 4294967296, 1e10f, 1e15f, 1e20f, 1.8446743e19f, 1e30f, 1.7e38f, 3e38f, float.MaxValue,
            float.PositiveInfinity,
        };
        IEnumerable<double> turns = Enumerable.Range(1, 12).Select(n => n * Math.PI / 4).Concat(new[] { 1e2, 1e4, 1e6, 1e9, 1e15, 1e25 }.Select(n => n * Math.PI));
        return sizes.Concat(turns.Select(x => (float)x));
    }

    private static float Any(ref uint seed)
    {
        uint bits = Hash(seed++);
        return (bits & 0x7f800000) == 0x7f800000 ? 1.5f : BitConverter.UInt32BitsToSingle(bits);
    }

    private static float[][] Columns(IEnumerable<float[]> rows, int count)
    {
        float[][] all = rows.ToArray();
        return Enumerable.Range(0, count).Select(i => all.Select(row => row[i]).ToArray()).ToArray();
    }

    // Between -1 and 1.
    private static double Unit(uint hash) => hash / 2147483648.0 - 1;

    private static uint Hash(uint x)
    {
        x += 0x9e3779b9;
        x = (x ^ (x >> 16)) * 0x85ebca6b;
        x = (x ^ (x >> 13)) * 0xc2b2ae35;
        return x ^ (x >> 16);
    }
}
