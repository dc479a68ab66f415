using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// Which element of a tensor each index of another means, where an index stands in for one coordinate of its own place: the addressing of
/// <c>GatherElements</c> and <c>ScatterElements</c>, on the host and for <c>operators/indexing/element.glsl</c>.
/// </summary>
internal static class ElementAddress
{
    private const int MaxRank = 8;

    /// <summary>Refuses indices that do not lie inside the data.</summary>
    /// <exception cref="ModelException">Rank or extent does not fit, or a known index is out of range.</exception>
    public static void Check(Node node, Shape data, TensorInfo indices, int axis)
    {
        if (indices.Shape.Rank != data.Rank)
            throw new ModelException($"{node}: the indices have rank {indices.Shape.Rank}, the data rank {data.Rank}; they must be equal.");
        for (int i = 0; i < data.Rank; i++)
        {
            if (i != axis && indices.Shape[i] > data[i])
                throw new ModelException($"{node}: the indices {indices.Shape} reach beyond the data {data} along axis {i}.");
        }

        foreach (long index in indices.Value?.ToIntegers() ?? System.Array.Empty<long>())
        {
            if (index < -data[axis] || index >= data[axis])
                throw new ModelException($"{node}: index {index} is outside axis {axis} of {data}.");
        }
    }

    /// <summary>The offset in the data of each index, in the indices' order.</summary>
    public static int[] Offsets(Shape data, Tensor indices, int axis)
    {
        long[] given = indices.ToIntegers();
        int[] strides = data.Strides(), at = new int[data.Rank];
        return given.Select(index =>
        {
            int place = (int)(index < 0 ? index + data[axis] : index);
            int offset = Broadcasting.Offset(strides, at) + ((place - at[axis]) * strides[axis]);
            Broadcasting.Advance(at, indices.Shape);
            return offset;
        }).ToArray();
    }

    /// <summary>Appends the uniform members of <c>element.glsl</c>, and defines its rank.</summary>
    /// <exception cref="ModelException">The rank is beyond what the kernel walks.</exception>
    public static void Describe(DispatchBuilder dispatch, Node node, Shape data, Shape indices, int axis)
    {
        if (data.Rank > MaxRank)
            throw new ModelException($"{node} addresses a tensor of rank {data.Rank}; up to {MaxRank} is possible.");
        dispatch.Define("RANK", data.Rank)
            .Int(indices.Count, data[axis], axis, data.Count)
            .Vectors(Padded(indices.ToArray(), 1)).Vectors(Padded(data.Strides(), 0));
    }

    private static int[] Padded(int[] values, int fill) => values.Concat(Enumerable.Repeat(fill, MaxRank - values.Length)).ToArray();
}
