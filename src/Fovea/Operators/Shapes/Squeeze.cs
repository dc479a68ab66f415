using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>ONNX <c>Squeeze</c>: drops axes of size 1; those that the second input names, or all.</summary>
public sealed class Squeeze : ViewOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Squeeze(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data, index? axes";

    /// <inheritdoc/>
    protected override Shape Target(InferContext x)
    {
        Shape from = x.Input(0).Shape;
        HashSet<int>? dropped = x.OptionalValue(1) is { } axes ? new HashSet<int>(axes.ToIntegers().Select(from.Axis)) : null;
        foreach (int axis in dropped ?? new HashSet<int>())
        {
            if (from[axis] != 1)
                throw new ModelException($"{Node}: axis {axis} of {from} cannot be dropped, since its size is not 1.");
        }

        return new Shape(Enumerable.Range(0, from.Rank).Where(i => dropped is null ? from[i] != 1 : !dropped.Contains(i)).Select(i => from[i]).ToArray());
    }
}
