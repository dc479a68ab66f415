using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>ONNX <c>Tile</c>: the input repeated along each axis as often as the second input says.</summary>
public sealed class Tile : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Tile(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input, index repeats";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        long[] repeats = x.Value(1).ToIntegers();
        if (repeats.Length != shape.Rank || repeats.Any(r => r < 0))
            throw new ModelException($"{Node}: repeats [{string.Join(", ", repeats)}] should be {shape.Rank} numbers of at least 0.");
        // Any more would not fit even once, and their product might wrap.
        double count = shape.Select((dim, axis) => (double)dim * repeats[axis]).Aggregate(1.0, (product, dim) => product * Math.Max(1, dim));
        if (count > int.MaxValue)
            throw new ModelException($"{Node}: {shape} repeated [{string.Join(", ", repeats)}] times has more than {int.MaxValue} elements.");
        x.Output(0, Shape.From(shape.Select((dim, axis) => dim * repeats[axis])));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        (Shape interleaved, int[] axes) = Interleave(inputs[0]!.Shape, inputs[1]!);
        int[] own = inputs[0]!.Shape.Strides(), strides = new int[interleaved.Rank];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (axes[axis] >= 0)
                strides[axes[axis]] = own[axis];
        }

        return new[] { HostGather.Strided(inputs[0]!, interleaved, 0, strides).Reshape(outputs[0].Shape) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0);
        (Shape interleaved, int[] axes) = Interleave(source.Shape, plan.Value(1)!);
        StridedCopy.Dispatch(
            plan, source, plan.Output(0).Viewed(interleaved), axes, new int[axes.Length], Enumerable.Repeat(1, axes.Length).ToArray());
    }

    // Every axis that repeats becomes two, number of the copy and place in it, so that coordinates are affine.
    private static (Shape Shape, int[] Axes) Interleave(Shape shape, Tensor repeats)
    {
        var dims = new List<int>();
        var axes = new int[shape.Rank];
        long[] counts = repeats.ToIntegers();
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (counts[axis] != 1)
                dims.Add((int)counts[axis]);
            axes[axis] = shape[axis] == 1 ? -1 : dims.Count;
            if (shape[axis] != 1)
                dims.Add(shape[axis]);
        }

        return (new Shape(dims.ToArray()), axes);
    }
}
