using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// ONNX <c>GatherND</c>: the slice of the first input for each tuple of indices along the second's last dimension; the first
/// <c>batch_dims</c> dimensions of both go together. Negative indices count from the end.
/// </summary>
/// <remarks>An index that only a run tells, and that is out of range, is clamped: a kernel cannot refuse.</remarks>
public sealed class GatherND : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public GatherND(Node node)
        : base(node)
    {
    }

    private int BatchDims => (int)Node.Attributes.Int("batch_dims");

    /// <inheritdoc/>
    protected override string? Takes => "any data, index indices";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape data = x.Input(0).Shape, indices = x.Input(1).Shape;
        TupleAddress address = TupleAddress.Of(Node, data, x.Input(1), BatchDims);
        x.Output(0, new Shape(indices.Take(indices.Rank - 1).Concat(data.Skip(BatchDims + address.Width)).ToArray()));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        TupleAddress address = TupleAddress.Of(Node, data.Shape, TensorInfo.Of(inputs[1]!), BatchDims);
        int[] slots = address.Slots(data.Shape, inputs[1]!.ToIntegers(), BatchDims);
        return new[] { HostGather.Fill(data, outputs[0].Shape, i => (slots[i / address.Inner] * address.Inner) + (i % address.Inner)) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0), output = plan.Output(0);
        TupleAddress address = TupleAddress.Of(Node, data.Shape, plan.Info(1)!, BatchDims);
        DispatchBuilder dispatch = plan.Dispatch("operators/indexing/gather_nd.comp").Read(data).Read(plan.Input(1)).Write(output);
        address.Describe(dispatch, data.Shape, BatchDims);
        dispatch.OverLine(output.Shape.Count);
    }
}
