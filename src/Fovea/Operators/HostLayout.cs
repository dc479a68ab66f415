using System;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>Turns host tensors into the 32-bit words that the GPU reads, and back.</summary>
public static class HostLayout
{
    private const float LargestHalf = 65504;

    /// <summary>The words of a tensor in a layout.</summary>
    /// <exception cref="ModelException">A 64-bit integer or a double does not fit 32 bits.</exception>
    public static int[] Pack(Tensor tensor, Layout layout)
    {
        int[] words = Words(tensor);
        if (layout == Layout.RowMajor)
            return words;

        PackedShape shape = PackedShape.Of(tensor.Shape);
        var packed = new int[4 * shape.Vectors];
        int plane = shape.H * shape.W;
        for (int n = 0; n < shape.N; n++)
        {
            for (int c = 0; c < shape.C; c++)
            {
                int source = (n * shape.C + c) * plane;
                int target = 4 * (n * shape.C4 + c / 4) * plane + c % 4;
                for (int i = 0; i < plane; i++)
                    packed[target + 4 * i] = words[source + i];
            }
        }

        return packed;
    }

    /// <summary>The tensor that words read back from the GPU are.</summary>
    public static Tensor Unpack(ReadOnlySpan<int> words, ElementType type, Shape shape, Layout layout)
    {
        var rows = new int[shape.Count];
        if (layout == Layout.RowMajor)
        {
            words.Slice(0, rows.Length).CopyTo(rows);
        }
        else
        {
            PackedShape packed = PackedShape.Of(shape);
            int plane = packed.H * packed.W;
            for (int n = 0; n < packed.N; n++)
            {
                for (int c = 0; c < packed.C; c++)
                {
                    int target = (n * packed.C + c) * plane;
                    int source = 4 * (n * packed.C4 + c / 4) * plane + c % 4;
                    for (int i = 0; i < plane; i++)
                        rows[target + i] = words[source + 4 * i];
                }
            }
        }

        return FromWords(rows, type, shape);
    }

    /// <summary>Floats, as words, in half precision: two to a word, the first in its lower bits. What is too large becomes the largest, ±65504.</summary>
    public static int[] Halves(int[] words)
    {
        var halves = new int[(words.Length + 1) / 2];
        for (int i = 0; i < words.Length; i++)
        {
            float value = Math.Max(-LargestHalf, Math.Min(LargestHalf, BitConverter.Int32BitsToSingle(words[i])));
            halves[i / 2] |= HalfPrecision.FromSingle(value) << (16 * (i % 2));
        }

        return halves;
    }

    /// <summary>The words of a tensor, which a refusal names.</summary>
    /// <param name="what">What the tensor is, as <c>Constant</c> or <c>Input</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="layout">How its elements shall lie.</param>
    /// <exception cref="ModelException">A 64-bit integer or a double does not fit 32 bits.</exception>
    public static int[] Pack(string what, string name, Tensor tensor, Layout layout)
    {
        try
        {
            return Pack(tensor, layout);
        }
        catch (ModelException e)
        {
            throw new ModelException($"{what} '{name}' of shape {tensor.Shape}: {e.Message}", e);
        }
    }

    private static int[] Words(Tensor tensor)
    {
        var words = new int[tensor.Shape.Count];
        if (tensor.Type.IsFloating())
        {
            float[] values = tensor.ToSingles();
            if (tensor.Type == ElementType.Double)
                CheckDoubles(tensor, values);
            Buffer.BlockCopy(values, 0, words, 0, 4 * words.Length);
            return words;
        }

        long[] wide = tensor.ToIntegers();
        bool unsigned = tensor.Type is ElementType.UInt32 or ElementType.UInt64;
        for (int i = 0; i < wide.Length; i++)
        {
            if (unsigned ? (ulong)wide[i] > uint.MaxValue : wide[i] < int.MinValue || wide[i] > int.MaxValue)
                throw new ModelException($"The {tensor.Type} value {wide[i]} does not fit the 32 bits that integers have on the GPU.");
            words[i] = unchecked((int)wide[i]);
        }

        return words;
    }

    private static void CheckDoubles(Tensor tensor, float[] narrowed)
    {
        ReadOnlySpan<double> values = tensor.Span<double>();
        for (int i = 0; i < narrowed.Length; i++)
        {
            if (float.IsInfinity(narrowed[i]) && !double.IsInfinity(values[i]))
                throw new ModelException($"The double {values[i]} does not fit the 32 bits that numbers have on the GPU.");
        }
    }

    private static Tensor FromWords(int[] words, ElementType type, Shape shape)
    {
        if (type.IsFloating())
        {
            var values = new float[words.Length];
            Buffer.BlockCopy(words, 0, values, 0, 4 * words.Length);
            return Tensor.Of<float>(shape, values).Convert(type);
        }

        return GlslTypes.Of(type) == "uint"
            ? Tensor.Of<uint>(shape, Array.ConvertAll(words, w => unchecked((uint)w))).Convert(type)
            : Tensor.Of<int>(shape, words).Convert(type);
    }
}
