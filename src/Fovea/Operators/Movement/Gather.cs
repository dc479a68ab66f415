using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>Gather</c>: the slices along <c>axis</c> of the first input that the second names; negative indices count from the end.
/// </summary>
/// <remarks>An index that only a run tells, and that is out of range, is clamped: a kernel cannot refuse.</remarks>
public sealed class Gather : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Gather(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data, index indices";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape data = x.Input(0).Shape;
        int axis = AxisOf(data);
        foreach (long index in x.Input(1).Value?.ToIntegers() ?? System.Array.Empty<long>())
        {
            if (index < -data[axis] || index >= data[axis])
                throw new ModelException($"{Node}: index {index} is outside axis {axis} of {data}.");
        }

        x.Output(0, new Shape(data.Take(axis).Concat(x.Input(1).Shape).Concat(data.Skip(axis + 1)).ToArray()));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        long[] indices = inputs[1]!.ToIntegers();
        int axis = AxisOf(data.Shape), size = data.Shape[axis], inner = data.Shape.Product(axis + 1, data.Shape.Rank);
        return new[]
        {
            HostGather.Fill(data, outputs[0].Shape, i =>
            {
                long index = indices[i / inner % indices.Length];
                return ((i / inner / indices.Length * size) + (int)(index < 0 ? index + size : index)) * inner + i % inner;
            }),
        };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0), indices = plan.Input(1), output = plan.Output(0);
        int axis = AxisOf(data.Shape);
        plan.Dispatch("operators/movement/gather.comp")
            .Read(data).Read(indices).Write(output)
            .Int(output.Shape.Count, data.Shape[axis], indices.Shape.Count, data.Shape.Product(axis + 1, data.Shape.Rank))
            .OverLine(output.Shape.Count);
    }

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis"));
}
