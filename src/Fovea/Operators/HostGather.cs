using System;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>Moves elements of host tensors, whatever their type.</summary>
internal static class HostGather
{
    /// <summary>The tensor whose element at a position is the source's at <paramref name="first"/> plus position times strides.</summary>
    public static Tensor Strided(Tensor source, Shape shape, int first, int[] strides)
    {
        var at = new int[shape.Rank];
        return Fill(source, shape, _ =>
        {
            int offset = first + Broadcasting.Offset(strides, at);
            Broadcasting.Advance(at, shape);
            return offset;
        });
    }

    /// <summary>The tensor whose element number i is the source's element <paramref name="from"/>(i); called in order.</summary>
    public static Tensor Fill(Tensor source, Shape shape, Func<int, int> from)
    {
        int size = source.Type.SizeInBytes();
        var bytes = new byte[(long)size * shape.Count];
        ReadOnlySpan<byte> all = source.Bytes.Span;
        for (int i = 0; i < shape.Count; i++)
            all.Slice(from(i) * size, size).CopyTo(bytes.AsSpan(i * size, size));
        return new Tensor(source.Type, shape, bytes);
    }
}
