using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// Which slice of a tensor each tuple of indices means: the addressing of <c>GatherND</c> and <c>ScatterND</c>, on the host and for
/// <c>operators/indexing/tuple.glsl</c>.
/// </summary>
/// <param name="Width">Indices in a tuple.</param>
/// <param name="Tuples">The number of tuples.</param>
/// <param name="Batches">The number of batches that the first dimensions make; each holds as many tuples.</param>
/// <param name="Inner">The elements of the slice that a tuple means.</param>
internal readonly record struct TupleAddress(int Width, int Tuples, int Batches, int Inner)
{
    private const int MaxWidth = 8;

    /// <summary>Works out the addressing, and refuses indices that do not fit.</summary>
    /// <exception cref="ModelException">Ranks or batch dimensions do not fit, or a known index is out of range.</exception>
    public static TupleAddress Of(Node node, Shape data, TensorInfo indices, int batchDims)
    {
        Shape shape = indices.Shape;
        if (data.Rank == 0 || shape.Rank == 0)
            throw new ModelException($"{node}: data {data} and indices {shape} must have a dimension at the least.");
        int width = shape[-1];
        if (batchDims < 0 || batchDims >= shape.Rank || batchDims + width > data.Rank || width > MaxWidth)
            throw new ModelException($"{node}: tuples of {width} indices behind {batchDims} batch dimensions do not fit data {data} and indices {shape}.");
        for (int i = 0; i < batchDims; i++)
        {
            if (shape[i] != data[i])
                throw new ModelException($"{node}: batch dimension {i} is {data[i]} in the data and {shape[i]} in the indices.");
        }

        long[] known = indices.Value?.ToIntegers() ?? Array.Empty<long>();
        for (int i = 0; i < known.Length; i++)
        {
            int axis = batchDims + (i % width), size = data[axis];
            if (known[i] < -size || known[i] >= size)
                throw new ModelException($"{node}: index {known[i]} is outside axis {axis} of {data}.");
        }

        return new TupleAddress(width, shape.Product(0, shape.Rank - 1), data.Product(0, batchDims), data.Product(batchDims + width, data.Rank));
    }

    /// <summary>The number of the slice that each tuple means, counted over the whole tensor.</summary>
    public int[] Slots(Shape data, long[] indices, int batchDims)
    {
        (int width, int tuples, int perBatch) = (Width, Tuples, Tuples / Math.Max(1, Batches));
        return Enumerable.Range(0, tuples).Select(tuple =>
        {
            int slot = tuple / perBatch;
            for (int i = 0; i < width; i++)
            {
                int size = data[batchDims + i];
                long index = indices[(tuple * width) + i];
                slot = (slot * size) + (int)(index < 0 ? index + size : index);
            }

            return slot;
        }).ToArray();
    }

    /// <summary>Appends the uniform members of <c>tuple.glsl</c>.</summary>
    public void Describe(DispatchBuilder dispatch, Shape data, int batchDims)
    {
        var sizes = new int[MaxWidth];
        for (int i = 0; i < MaxWidth; i++)
            sizes[i] = i < Width ? data[batchDims + i] : 1;
        dispatch.Int(Tuples, Width, Tuples / Math.Max(1, Batches), Inner, data.Count / Math.Max(1, Inner)).Vectors(sizes, 1);
    }
}
