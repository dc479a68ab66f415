using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Reductions;

/// <summary>ONNX <c>Hardmax</c>: 1 at the first largest element along <c>axis</c>, 0 elsewhere.</summary>
public sealed class Hardmax : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Hardmax(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float input";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        AxisOf(x.Input(0).Shape);
        x.Output(0, x.Input(0).Shape);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        int axis = AxisOf(data.Shape), extent = data.Shape[axis], inner = data.Shape.Product(axis + 1, data.Shape.Rank);
        double[] values = data.ToDoubles(), ones = new double[values.Length];
        for (int row = 0; row < values.Length / System.Math.Max(1, extent); row++)
        {
            int first = (row / inner * extent * inner) + (row % inner), best = first;
            for (int i = 1; i < extent; i++)
            {
                if (values[first + (i * inner)] > values[best])
                    best = first + (i * inner);
            }

            ones[best] = 1;
        }

        return new[] { Tensor.From(data.Type, data.Shape, ones) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0);
        int axis = AxisOf(source.Shape), rows = source.Shape.Count / source.Shape[axis];
        plan.Dispatch("operators/reductions/hardmax.comp")
            .Read(source).Write(plan.Output(0))
            .Int(rows, source.Shape.Product(axis + 1, source.Shape.Rank), source.Shape[axis])
            .OverLine(rows);
    }

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis", -1));
}
