using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>
/// ONNX <c>MaxUnpool</c>: the elements of x put back where <c>MaxPool</c> found them, zeros elsewhere. Inputs are x, the places (counted over
/// the whole output), and the output's shape where that is not the smallest that the windows come from.
/// </summary>
public sealed class MaxUnpool : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public MaxUnpool(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float x, index i, index? output_shape";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input == 2;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        if (!x.Input(1).Shape.Equals(shape))
            throw new ModelException($"{Node}: the places have the shape {x.Input(1).Shape}; those of {shape} are needed.");
        if (x.OptionalValue(2) is { } given)
        {
            Shape output = Shape.From(given.ToIntegers());
            if (output.Rank != shape.Rank || output[0] != shape[0] || output[1] != shape[1])
                throw new ModelException($"{Node}: output_shape {output} has another rank, batch or number of channels than {shape}.");
            x.Output(0, output);
            return;
        }

        x.Output(0, Smallest(shape));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        int[] from = Spatial(Smallest(source.Shape)), to = Spatial(target.Shape);
        plan.Dispatch("operators/pooling/clear.comp").Write(target).Int(target.Shape.Count).OverLine(target.Shape.Count);
        plan.Dispatch("operators/pooling/unpool.comp")
            .Read(source).Read(plan.Input(1)).Update(target)
            .Int(from).Int(to).Int(source.Shape.Count, target.Shape.Count / to.Aggregate(1, (all, dim) => all * dim))
            .OverLine(source.Shape.Count);
    }

    // What the windows slid over, over which places count; an output that is asked for has it in its corner.
    private Shape Smallest(Shape shape)
    {
        int rank = shape.Rank - 2;
        if (rank is < 1 or > 3)
            throw new ModelException($"{Node} needs one to three spatial axes; its input has the shape {shape}.");
        int[] kernel = Window.Numbers(Node, "kernel_shape", rank, 1) ?? throw new ModelException($"{Node} has no kernel_shape.");
        int[] strides = Window.Numbers(Node, "strides", rank, 1) ?? Enumerable.Repeat(1, rank).ToArray();
        int[] pads = Window.Numbers(Node, "pads", 2 * rank, 0) ?? new int[2 * rank];
        return Shape.From(shape.Select((dim, axis) => axis < 2
            ? dim
            : ((long)(dim - 1) * strides[axis - 2]) + kernel[axis - 2] - pads[axis - 2] - pads[axis - 2 + rank]));
    }

    // Width, height and depth, and a 1 that fills the vector.
    private static int[] Spatial(Shape shape) => shape.Skip(2).Reverse().Concat(Enumerable.Repeat(1, 4)).Take(4).ToArray();
}
