using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>ONNX <c>Expand</c>: the input broadcast together with the shape that the second input gives.</summary>
public sealed class Expand : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Expand(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input, index shape";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x) => x.Output(0, Shape.Broadcast(x.Input(0).Shape, Shape.From(x.Value(1).ToIntegers())));

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.FollowInputs();

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) => new[]
    {
        HostGather.Strided(inputs[0]!, outputs[0].Shape, 0, Broadcasting.Strides(inputs[0]!.Shape, outputs[0].Shape)),
    };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        int rank = source.Shape.Rank, added = target.Shape.Rank - rank;
        int[] axes = source.Shape.Select((dim, axis) => dim == 1 ? -1 : axis + added).ToArray();
        StridedCopy.Dispatch(plan, source, target, axes, new int[rank], Enumerable.Repeat(1, rank).ToArray());
    }
}
