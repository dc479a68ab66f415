using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>Split</c>: pieces along <c>axis</c>, of the sizes that the second input gives or else of equal sizes, the last one smaller where
/// they do not divide.
/// </summary>
public sealed class Split : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Split(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input, index? split";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        int axis = AxisOf(shape);
        int[] sizes = Sizes(shape[axis], x.OptionalValue(1));
        for (int i = 0; i < x.OutputCount; i++)
            x.Output(i, shape.With(axis, sizes[i]));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.FollowInputs();

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        int axis = AxisOf(data.Shape), start = 0;
        int[] strides = data.Shape.Strides();
        var pieces = new List<Tensor>();
        foreach (int size in Sizes(data.Shape[axis], inputs.ElementAtOrDefault(1)))
        {
            pieces.Add(HostGather.Strided(data, data.Shape.With(axis, size), start * strides[axis], strides));
            start += size;
        }

        return pieces;
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0);
        int rank = data.Shape.Rank, axis = AxisOf(data.Shape);
        int[] sizes = Sizes(data.Shape[axis], plan.Value(1)), starts = new int[rank];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (plan.Wants(i) && data.Layout == plan.Output(i).Layout && plan.PieceOf(data, axis, starts[axis], plan.Output(i).Shape) is { } piece)
                plan.View(i, piece);
            else if (plan.Wants(i) && plan.Output(i).Shape.Count > 0)
                StridedCopy.Dispatch(plan, data, plan.Output(i), Enumerable.Range(0, rank).ToArray(), starts, Enumerable.Repeat(1, rank).ToArray());
            starts[axis] += sizes[i];
        }
    }

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis"));

    private int[] Sizes(int whole, Tensor? given)
    {
        int count = Node.Outputs.Count;
        int equal = (whole + count - 1) / count;
        long[] sizes = given?.ToIntegers() ??
            Enumerable.Range(0, count).Select(i => (long)System.Math.Max(0, System.Math.Min(equal, whole - i * equal))).ToArray();
        if (sizes.Length != count || sizes.Sum() != whole || sizes.Any(size => size < 0))
            throw new ModelException($"{Node} splits {whole} elements into {count} outputs of sizes [{string.Join(", ", sizes)}].");
        return System.Array.ConvertAll(sizes, size => (int)size);
    }
}
