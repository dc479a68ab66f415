using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// ONNX <c>GatherElements</c>: an element of the first input for each index of the second, at the index's own place but for the coordinate
/// along <c>axis</c>, which the index gives; negative indices count from the end.
/// </summary>
/// <remarks>An index that only a run tells, and that is out of range, is clamped: a kernel cannot refuse.</remarks>
public sealed class GatherElements : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public GatherElements(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data, index indices";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        ElementAddress.Check(Node, x.Input(0).Shape, x.Input(1), AxisOf(x.Input(0).Shape));
        x.Output(0, x.Input(1).Shape);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        int[] offsets = ElementAddress.Offsets(data.Shape, inputs[1]!, AxisOf(data.Shape));
        return new[] { HostGather.Fill(data, outputs[0].Shape, i => offsets[i]) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0), indices = plan.Input(1), output = plan.Output(0);
        DispatchBuilder dispatch = plan.Dispatch("operators/indexing/gather_elements.comp").Read(data).Read(indices).Write(output);
        ElementAddress.Describe(dispatch, Node, data.Shape, indices.Shape, AxisOf(data.Shape));
        dispatch.OverLine(output.Shape.Count);
    }

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis"));
}
