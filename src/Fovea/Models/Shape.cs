using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models;

/// <summary>The constant dimensions of a tensor, outermost first. A scalar has none. Immutable, compared by value.</summary>
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    /// <summary>The shape of a scalar.</summary>
    public static readonly Shape Scalar = new();

    private readonly int[] _dims;

    /// <summary>Creates a shape.</summary>
    /// <param name="dims">The dimensions, each 0 or more.</param>
    /// <exception cref="ModelException">A dimension is negative or the product does not fit an <see cref="int"/>.</exception>
    public Shape(params int[] dims)
    {
        long count = 1;
        foreach (int dim in dims)
        {
            if (dim < 0)
                throw new ModelException($"A shape holds a negative dimension: [{string.Join(", ", dims)}].");
            count *= Math.Max(dim, 1);
            if (count > int.MaxValue)
                throw new ModelException($"A tensor of shape [{string.Join(", ", dims)}] has more than {int.MaxValue} elements.");
        }

        _dims = (int[])dims.Clone();
        Count = Array.IndexOf(dims, 0) >= 0 ? 0 : (int)count;
    }

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dims.Length;

    /// <summary>The number of elements: the product of the dimensions, 1 for a scalar.</summary>
    public int Count { get; }

    int IReadOnlyCollection<int>.Count => _dims.Length;

    /// <summary>One dimension; a negative index counts from the end.</summary>
    public int this[int axis] => _dims[axis < 0 ? axis + _dims.Length : axis];

    /// <summary>Creates a shape from 64-bit dimensions.</summary>
    /// <exception cref="ModelException">A dimension is negative or too large.</exception>
    public static Shape From(IEnumerable<long> dims)
    {
        long[] wide = dims.ToArray();
        foreach (long dim in wide)
        {
            if (dim < 0 || dim > int.MaxValue)
                throw new ModelException($"A shape holds the dimension {dim}: [{string.Join(", ", wide)}]; 0 to {int.MaxValue} is possible.");
        }

        return new Shape(Array.ConvertAll(wide, d => (int)d));
    }

    /// <summary>A copy of the dimensions.</summary>
    public int[] ToArray() => (int[])_dims.Clone();

    /// <summary>A copy with one dimension changed; a negative axis counts from the end.</summary>
    public Shape With(int axis, int dim)
    {
        int[] dims = ToArray();
        dims[axis < 0 ? axis + dims.Length : axis] = dim;
        return new Shape(dims);
    }

    /// <summary>The product of the dimensions from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public int Product(int from, int to)
    {
        int product = 1;
        for (int i = from; i < to; i++)
            product *= _dims[i];
        return product;
    }

    /// <summary>The distance, in elements, between neighbours along each axis of the row-major tensor.</summary>
    public int[] Strides()
    {
        var strides = new int[_dims.Length];
        int stride = 1;
        for (int i = _dims.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= _dims[i];
        }

        return strides;
    }

    /// <summary>Turns an axis that may count from the end into 0 .. rank-1.</summary>
    /// <exception cref="ModelException">The axis is outside -rank .. rank-1.</exception>
    public int Axis(long axis)
    {
        if (axis < -Rank || axis >= Rank)
            throw new ModelException($"Axis {axis} is outside a tensor of rank {Rank}.");
        return (int)(axis < 0 ? axis + Rank : axis);
    }

    /// <summary>The shape to which both broadcast, by ONNX's multidirectional rule (the same as NumPy's).</summary>
    /// <exception cref="ModelException">Two dimensions differ and neither is 1.</exception>
    public static Shape Broadcast(Shape a, Shape b)
    {
        var dims = new int[Math.Max(a.Rank, b.Rank)];
        for (int i = 1; i <= dims.Length; i++)
        {
            int x = i <= a.Rank ? a[-i] : 1, y = i <= b.Rank ? b[-i] : 1;
            if (x != y && x != 1 && y != 1)
                throw new ModelException($"Shapes {a} and {b} do not broadcast: {x} and {y} differ and neither is 1.");
            dims[dims.Length - i] = x == 1 ? y : x;
        }

        return new Shape(dims);
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && _dims.AsSpan().SequenceEqual(other._dims);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int dim in _dims)
            hash.Add(dim);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_dims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _dims.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", _dims)}]";
}
