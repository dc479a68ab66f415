using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Selection;

/// <summary>
/// ONNX <c>Compress</c>: the slices along <c>axis</c> for which the condition holds, or without an axis the elements, as one vector. Beyond
/// the condition's end nothing is taken.
/// </summary>
public sealed class Compress : SelectionOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Compress(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input, bool condition";

    internal override IReadOnlyList<Tensor> Select(IReadOnlyList<Tensor?> inputs)
    {
        Tensor data = Needed(inputs, 0), condition = Needed(inputs, 1);
        if (condition.Shape.Rank != 1)
            throw new ModelException($"{Node}: the condition has the shape {condition.Shape}; a vector is needed.");
        bool flat = !Node.Attributes.Has("axis");
        Shape shape = flat ? new Shape(data.Shape.Count) : data.Shape;
        int axis = flat ? 0 : shape.Axis(Node.Attributes.Int("axis")), extent = shape[axis], inner = shape.Product(axis + 1, shape.Rank);
        long[] holds = condition.ToIntegers();
        if (holds.Length > extent)
            throw new ModelException($"{Node}: the condition has {holds.Length} elements, axis {axis} of {shape} only {extent}.");
        int[] taken = Enumerable.Range(0, holds.Length).Where(i => holds[i] != 0).ToArray();
        int count = Math.Max(1, taken.Length);
        return new[]
        {
            HostGather.Fill(data, shape.With(axis, taken.Length), i => (((i / inner / count * extent) + taken[i / inner % count]) * inner) + (i % inner)),
        };
    }
}
