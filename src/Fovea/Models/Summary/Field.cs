using System;
using System.Linq;

namespace Fovea.Models.Summary;

/// <summary>
/// What an element of a value sees along each axis of the network's input, and where those axes went: a transpose moves
/// them, a reshape merges them, so that networks of any memory order are followed.
/// </summary>
internal sealed class Field
{
    private const int MaxAxes = 8;

    private readonly double[] _size;
    private readonly double[] _stride;

    private Field(double[] size, double[] stride, int[] axes)
    {
        _size = size;
        _stride = stride;
        Axes = axes;
    }

    /// <summary>For each dimension of the value, the set of input axes that lie along it, as bits.</summary>
    public int[] Axes { get; }

    /// <summary>A network's input: every element sees itself, every dimension is its own axis.</summary>
    public static Field OfInput(int rank) => new(
        Enumerable.Repeat(1.0, MaxAxes).ToArray(),
        Enumerable.Repeat(1.0, MaxAxes).ToArray(),
        Enumerable.Range(0, rank).Select(d => d < MaxAxes ? 1 << d : 0).ToArray());

    public double Size(int axis) => _size[axis];

    public double Stride(int axis) => _stride[axis];

    /// <summary>The same, with the axes lying elsewhere.</summary>
    public Field At(int[] axes) => new(_size, _stride, axes);

    /// <summary>
    /// A window slides along a dimension: r += reach * jump, jump *= step, where reach is (kernel - 1) * dilation.
    /// </summary>
    public Field Window(int dimension, double reach, double step)
    {
        var size = (double[])_size.Clone();
        var stride = (double[])_stride.Clone();
        for (int axis = 0; axis < MaxAxes && dimension >= 0 && dimension < Axes.Length; axis++)
        {
            if ((Axes[dimension] & (1 << axis)) == 0)
                continue;
            size[axis] += reach * stride[axis];
            stride[axis] *= step;
        }

        return new Field(size, stride, Axes);
    }

    /// <summary>Every element sees all that lies along a dimension.</summary>
    public Field All(int dimension) => Window(dimension, double.PositiveInfinity, 1);

    /// <summary>An element made of two: it sees what the one sees that sees more, axis by axis.</summary>
    public Field Or(Field other, int[] axes)
    {
        var size = (double[])_size.Clone();
        var stride = (double[])_stride.Clone();
        for (int axis = 0; axis < MaxAxes; axis++)
        {
            if (other._size[axis] > size[axis])
            {
                size[axis] = other._size[axis];
                stride[axis] = other._stride[axis];
            }
        }

        return new Field(size, stride, axes);
    }

    /// <summary>Where the axes lie after a reshape: groups of dimensions of equal product correspond.</summary>
    public Field Reshape(Shape from, Shape to)
    {
        var axes = new int[to.Rank];
        int i = 0, j = 0;
        while (i < from.Rank || j < to.Rank)
        {
            int firstInput = i, firstOutput = j;
            long left = i < from.Rank ? from[i++] : 1;
            long right = j < to.Rank ? to[j++] : 1;
            while (left != right && (i < from.Rank || j < to.Rank))
            {
                if ((left < right && i < from.Rank) || j >= to.Rank)
                    left *= from[i++];
                else
                    right *= to[j++];
            }

            int together = 0;
            for (int d = firstInput; d < Math.Min(i, Axes.Length); d++)
                together |= from[d] > 1 || i - firstInput == 1 ? Axes[d] : 0;
            for (int d = firstOutput; d < j; d++)
                axes[d] = to[d] > 1 || j - firstOutput == 1 ? together : 0;
        }

        return At(axes);
    }
}
