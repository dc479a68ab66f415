using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators;

/// <summary>Addresses the elements of tensors that are broadcast to a common shape.</summary>
internal static class Broadcasting
{
    /// <summary>The row-major strides of a tensor, seen in the broadcast shape: 0 along axes over which it repeats.</summary>
    public static int[] Strides(Shape shape, Shape broadcast)
    {
        var strides = new int[broadcast.Rank];
        int[] own = shape.Strides();
        for (int i = 1; i <= shape.Rank; i++)
            strides[broadcast.Rank - i] = shape[-i] == 1 ? 0 : own[shape.Rank - i];
        return strides;
    }

    /// <summary>The offset of the element at a position.</summary>
    public static int Offset(int[] strides, int[] at)
    {
        int offset = 0;
        for (int i = 0; i < at.Length; i++)
            offset += strides[i] * at[i];
        return offset;
    }

    /// <summary>Moves a position to the next element in row-major order.</summary>
    public static void Advance(int[] at, Shape shape)
    {
        for (int i = at.Length - 1; i >= 0; i--)
        {
            if (++at[i] < shape[i])
                return;
            at[i] = 0;
        }
    }

    /// <summary>
    /// Joins neighbouring axes along which every operand is contiguous (or repeats) alike, so that kernels walk as few axes as possible.
    /// </summary>
    /// <returns>The joined dimensions, and each operand's strides along them.</returns>
    public static (int[] Dims, int[][] Strides) Collapse(Shape shape, IReadOnlyList<int[]> strides)
    {
        var dims = new List<int>();
        var joined = new List<int>[strides.Count];
        for (int o = 0; o < joined.Length; o++)
            joined[o] = new List<int>();
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1)
                continue;
            bool joins = dims.Count > 0;
            for (int o = 0; joins && o < joined.Length; o++)
                joins = joined[o][joined[o].Count - 1] == strides[o][axis] * shape[axis];
            if (joins)
                dims[dims.Count - 1] *= shape[axis];
            else
                dims.Add(shape[axis]);
            for (int o = 0; o < joined.Length; o++)
            {
                if (joins)
                    joined[o][joined[o].Count - 1] = strides[o][axis];
                else
                    joined[o].Add(strides[o][axis]);
            }
        }

        var result = new int[joined.Length][];
        for (int o = 0; o < joined.Length; o++)
            result[o] = joined[o].ToArray();
        return (dims.ToArray(), result);
    }
}
