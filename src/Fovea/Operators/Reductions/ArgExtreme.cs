using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Reductions;

/// <summary>ONNX <c>ArgMax</c> and <c>ArgMin</c>: where along <c>axis</c> the largest or smallest element is; the first of equal ones.</summary>
public sealed class ArgExtreme : Operator
{
    private readonly bool _largest;

    private ArgExtreme(Node node, bool largest)
        : base(node) => _largest = largest;

    /// <summary>Creates <c>ArgMax</c>.</summary>
    public static ArgExtreme Largest(Node node) => new(node, true);

    /// <summary>Creates <c>ArgMin</c>.</summary>
    public static ArgExtreme Smallest(Node node) => new(node, false);

    private bool TakesLast => Node.Attributes.Flag("select_last_index");

    /// <inheritdoc/>
    protected override string? Takes => "number data";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        int axis = AxisOf(shape);
        if (shape[axis] == 0)
            throw new ModelException($"{Node}: axis {axis} of {shape} has no elements.");
        var dims = new List<int>(shape);
        if (Node.Attributes.Flag("keepdims", true))
            dims[axis] = 1;
        else
            dims.RemoveAt(axis);
        x.Output(0, ElementType.Int64, new Shape(dims.ToArray()));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        int axis = AxisOf(data.Shape), extent = data.Shape[axis], inner = data.Shape.Product(axis + 1, data.Shape.Rank);
        double[] values = data.ToDoubles();
        var places = new long[outputs[0].Shape.Count];
        for (int row = 0; row < places.Length; row++)
        {
            int first = row / inner * extent * inner + row % inner;
            for (int i = 1; i < extent; i++)
            {
                double value = values[first + i * inner], best = values[first + (int)places[row] * inner];
                if ((_largest ? value > best : value < best) || (TakesLast && value == best))
                    places[row] = i;
            }
        }

        return new[] { Tensor.Of<long>(outputs[0].Shape, places) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0);
        int axis = AxisOf(source.Shape), rows = plan.Output(0).Shape.Count;
        plan.Dispatch("operators/reductions/argextreme.comp")
            .Define("ELEMENT", source.ScalarType)
            .Define("BETTER", (_largest ? ">" : "<") + (TakesLast ? "=" : ""))
            .Read(source).Write(plan.Output(0))
            .Int(rows, source.Shape.Product(axis + 1, source.Shape.Rank), source.Shape[axis])
            .OverLine(rows);
    }

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis"));
}
