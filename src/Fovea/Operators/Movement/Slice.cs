using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>Slice</c>: every <c>step</c>-th element from <c>start</c> up to, not including, <c>end</c> along some axes. Inputs are the data,
/// starts, ends, axes and steps; indices may count from the end and are clamped, steps may be negative.
/// </summary>
public sealed class Slice : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Slice(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data, index starts, index ends, index? axes, index? steps";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x) =>
        x.Output(0, Cut(x.Input(0).Shape, x.Value(1), x.Value(2), x.OptionalValue(3), x.OptionalValue(4)).Shape);

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.FollowInputs();

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        (Shape shape, int[] starts, int[] steps) = Cut(data.Shape, inputs[1]!, inputs[2]!, inputs.ElementAtOrDefault(3), inputs.ElementAtOrDefault(4));
        int[] strides = data.Shape.Strides();
        int first = starts.Select((start, axis) => start * strides[axis]).Sum();
        return new[] { HostGather.Strided(data, shape, first, strides.Select((stride, axis) => stride * steps[axis]).ToArray()) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0);
        (_, int[] starts, int[] steps) = Cut(data.Shape, plan.Value(1)!, plan.Value(2)!, plan.Value(3), plan.Value(4));
        PlanTensor target = plan.Output(0);
        int[] cut = Enumerable.Range(0, steps.Length).Where(axis => steps[axis] != 1 || data.Shape[axis] != target.Shape[axis]).ToArray();
        bool isPiece = cut.Length <= 1 && data.Layout == target.Layout && steps.All(step => step == 1);
        int along = cut.Length == 1 ? cut[0] : 0;
        if (isPiece && steps.Length > 0 && plan.PieceOf(data, along, starts[along], target.Shape) is { } piece)
        {
            plan.View(0, piece);
            return;
        }

        StridedCopy.Dispatch(plan, data, target, Enumerable.Range(0, data.Shape.Rank).ToArray(), starts, steps);
    }

    private (Shape Shape, int[] Starts, int[] Steps) Cut(Shape shape, Tensor starts, Tensor ends, Tensor? axes, Tensor? steps)
    {
        long[] from = starts.ToIntegers(), to = ends.ToIntegers();
        long[] along = axes?.ToIntegers() ?? Enumerable.Range(0, from.Length).Select(axis => (long)axis).ToArray();
        long[] by = steps?.ToIntegers() ?? Enumerable.Repeat(1L, from.Length).ToArray();
        if (to.Length != from.Length || along.Length != from.Length || by.Length != from.Length)
            throw new ModelException($"{Node} has {from.Length} starts, {to.Length} ends, {along.Length} axes and {by.Length} steps; they should be as many.");

        int[] dims = shape.ToArray(), first = new int[shape.Rank], step = Enumerable.Repeat(1, shape.Rank).ToArray();
        for (int i = 0; i < along.Length; i++)
        {
            if (by[i] == 0)
                throw new ModelException($"{Node}: the step along axis {along[i]} is 0.");
            int axis = shape.Axis(along[i]);
            long size = shape[axis];
            bool back = by[i] < 0;
            long start = Clamp(from[i], size, 0, back ? size - 1 : size), end = Clamp(to[i], size, back ? -1 : 0, size);
            // A step beyond the axis takes one element, however far beyond it is.
            long stride = Math.Clamp(by[i], -size - 1, size + 1);
            long count = back ? (start - end - stride - 1) / -stride : (end - start + stride - 1) / stride;
            dims[axis] = size == 0 ? 0 : (int)Math.Max(0, count);
            (first[axis], step[axis]) = ((int)start, (int)stride);
        }

        return (new Shape(dims), first, step);
    }

    private static long Clamp(long index, long size, long least, long most) =>
        Math.Max(least, Math.Min(index < 0 ? index + size : index, most));
}
