using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// ONNX <c>OneHot</c>: for each index a vector of <c>depth</c> elements along a new axis, the second of <c>values</c> where the index says
/// and the first elsewhere. Negative indices count from the end; an index out of range says nowhere.
/// </summary>
public sealed class OneHot : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public OneHot(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "number indices, number depth, any values";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input == 1;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        if (x.Input(2).Shape.Count != 2)
            throw new ModelException($"{Node}: its values have the shape {x.Input(2).Shape}; an 'off' and an 'on' value are needed.");
        if (x.Input(1).Shape.Count != 1)
            throw new ModelException($"{Node}: its depth has the shape {x.Input(1).Shape}; one number is needed.");
        long depth = x.Value(1).ToIntegers()[0];
        List<long> dims = x.Input(0).Shape.Select(dim => (long)dim).ToList();
        dims.Insert(AxisOf(x.Input(0).Shape), depth);
        x.Output(0, x.Input(2).Type, Shape.From(dims));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        long[] indices = inputs[0]!.ToIntegers();
        Shape shape = outputs[0].Shape;
        int axis = AxisOf(inputs[0]!.Shape), depth = shape[axis], inner = shape.Product(axis + 1, shape.Rank);
        return new[]
        {
            HostGather.Fill(inputs[2]!, shape, i =>
            {
                long index = indices[(i / inner / depth * inner) + (i % inner)];
                return (index < 0 ? index + depth : index) == i / inner % depth ? 1 : 0;
            }),
        };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor indices = plan.Input(0), output = plan.Output(0);
        int axis = AxisOf(indices.Shape);
        plan.Dispatch("operators/indexing/onehot.comp")
            .Define("INDEX", indices.ScalarType)
            .Read(indices).Read(plan.Input(2)).Write(output)
            .Int(output.Shape.Count, output.Shape[axis], output.Shape.Product(axis + 1, output.Shape.Rank))
            .OverLine(output.Shape.Count);
    }

    // The new axis may come behind the last one of the indices.
    private int AxisOf(Shape indices)
    {
        long axis = Node.Attributes.Int("axis", -1);
        if (axis < -indices.Rank - 1 || axis > indices.Rank)
            throw new ModelException($"{Node}: axis {axis} is outside a tensor of rank {indices.Rank + 1}.");
        return (int)(axis < 0 ? axis + indices.Rank + 1 : axis);
    }
}
