using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Selection;

/// <summary>ONNX <c>NonZero</c>: the coordinates of the elements that are not zero, a row for each axis, in row-major order.</summary>
public sealed class NonZero : SelectionOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public NonZero(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any x";

    internal override IReadOnlyList<Tensor> Select(IReadOnlyList<Tensor?> inputs)
    {
        Tensor data = Needed(inputs, 0);
        double[] values = data.ToDoubles();
        int[] found = Enumerable.Range(0, values.Length).Where(i => values[i] != 0).ToArray();
        // A scalar counts as a vector of one element.
        Shape shape = data.Shape.Rank == 0 ? new Shape(1) : data.Shape;
        int[] strides = shape.Strides();
        var coordinates = new long[shape.Rank * found.Length];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            for (int i = 0; i < found.Length; i++)
                coordinates[(axis * found.Length) + i] = found[i] / strides[axis] % shape[axis];
        }

        return new[] { Tensor.Of<long>(new Shape(shape.Rank, found.Length), coordinates) };
    }
}
