using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Reductions;

/// <summary>
/// ONNX <c>CumSum</c>: the sum of the elements up to each one along an axis, which the second input gives; without the element itself where
/// <c>exclusive</c>, from the end where <c>reverse</c>.
/// </summary>
public sealed class CumSum : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public CumSum(Node node)
        : base(node)
    {
    }

    private bool Exclusive => Node.Attributes.Flag("exclusive");

    private bool Reverse => Node.Attributes.Flag("reverse");

    /// <inheritdoc/>
    protected override string? Takes => "number x, index axis";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input == 1;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        AxisOf(x.Input(0).Shape, x.Value(1));
        x.Output(0, x.Input(0).Shape);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        return new[]
        {
            data.Type.IsFloating()
                ? Tensor.From(data.Type, data.Shape, Sums(data.ToDoubles(), data.Shape, inputs[1]!, (a, b) => a + b))
                : Tensor.Of<long>(data.Shape, Sums(data.ToIntegers(), data.Shape, inputs[1]!, (a, b) => unchecked(a + b))).Convert(data.Type),
        };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0);
        Shape shape = source.Shape;
        int axis = AxisOf(shape, plan.Value(1)!), rows = shape.Count / shape[axis];
        plan.Dispatch("operators/reductions/cumsum.comp")
            .Define("ELEMENT", source.ScalarType)
            .Define("EXCLUSIVE", Exclusive ? 1 : 0)
            .Define("REVERSE", Reverse ? 1 : 0)
            .Snippet("narrow", $"#define narrow(x) {GlslTypes.Narrowed(source.Type, "(x)")}\n")
            .Read(source).Write(plan.Output(0))
            .Int(rows, shape.Product(axis + 1, shape.Rank), shape[axis])
            .OverLine(rows);
    }

    private T[] Sums<T>(T[] values, Shape shape, Tensor axisTensor, Func<T, T, T> add) where T : struct
    {
        int axis = AxisOf(shape, axisTensor), extent = shape[axis], inner = shape.Product(axis + 1, shape.Rank);
        var sums = new T[values.Length];
        for (int row = 0; row < values.Length / Math.Max(1, extent); row++)
        {
            T sum = default;
            for (int i = 0; i < extent; i++)
            {
                int at = (((row / inner * extent) + (Reverse ? extent - 1 - i : i)) * inner) + (row % inner);
                T next = add(sum, values[at]);
                sums[at] = Exclusive ? sum : next;
                sum = next;
            }
        }

        return sums;
    }

    private static int AxisOf(Shape shape, Tensor axis) => axis.Shape.Count == 1
        ? shape.Axis(axis.ToIntegers()[0])
        : throw new ModelException($"The axis has the shape {axis.Shape}; one number is needed.");
}
