using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>Trilu</c>: the part of each matrix on and above a diagonal (<c>upper</c>) or on and below it, with zeros elsewhere. The second
/// input says how far the diagonal is above the main one.
/// </summary>
public sealed class Trilu : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Trilu(Node node)
        : base(node)
    {
    }

    private bool Upper => Node.Attributes.Flag("upper", true);

    /// <inheritdoc/>
    protected override string? Takes => "any input, index? k";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input == 1;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        if (x.Input(0).Shape.Rank < 2)
            throw new ModelException($"{Node} takes matrices; its input has the shape {x.Input(0).Shape}.");
        DiagonalOf(x.OptionalValue(1));
        x.Output(0, x.Input(0).Shape);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        int size = data.Type.SizeInBytes(), rows = data.Shape[-2], columns = data.Shape[-1], diagonal = DiagonalOf(inputs.ElementAtOrDefault(1));
        byte[] bytes = data.Bytes.ToArray();
        for (int i = 0; i < data.Shape.Count; i++)
        {
            long above = (long)(i % columns) - (i / columns % rows) - diagonal;
            if (Upper ? above < 0 : above > 0)
                Array.Clear(bytes, i * size, size);
        }

        return new[] { new Tensor(data.Type, data.Shape, bytes) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor data = plan.Input(0);
        plan.Dispatch("operators/movement/trilu.comp")
            .Define("UPPER", Upper ? 1 : 0)
            .Read(data).Write(plan.Output(0))
            .Int(data.Shape.Count, data.Shape[-2], data.Shape[-1], DiagonalOf(plan.Value(1)))
            .OverLine(data.Shape.Count);
    }

    // Beyond the matrix all diagonals are alike, so that the kernel's sum cannot overflow.
    private static int DiagonalOf(Tensor? k)
    {
        if (k is null)
            return 0;
        if (k.Shape.Count != 1)
            throw new ModelException($"The diagonal has the shape {k.Shape}; one number is needed.");
        return (int)Math.Clamp(k.ToIntegers()[0], -(1 << 30), 1 << 30);
    }
}
