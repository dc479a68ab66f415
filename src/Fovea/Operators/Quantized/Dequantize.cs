using System;
using System.Collections.Generic;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Quantized;

/// <summary>ONNX <c>DequantizeLinear</c>: y = (x - zero point) * scale.</summary>
/// <remarks>x of any shape; scale and zero point one number each, or [D] for an axis of D coordinates. y has the scale's type.</remarks>
public sealed class Dequantize : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Dequantize(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "whole x, float x_scale, whole? x_zero_point";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        Scaling.Check(Node, data.Shape, x.Input(1), x.Optional(2), broadcasts: false);
        if (!data.Type.IsInteger())
            throw new ModelException($"The input is {data.Type}; quantized elements are whole numbers.");
        if (x.Optional(2) is { } zero && zero.Type != data.Type)
            throw new ModelException($"The zero point is {zero.Type}, the input {data.Type}; they must be of one type.");
        x.Output(0, x.Input(1).Type, data.Shape);
    }

    /// <summary>A map is made packed, since what comes after it is a kernel over floating-point maps.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (LayoutContext.CanPack(x.Outputs[0]))
            x.Output(0, Layout.Packed);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        double[] values = data.ToDoubles();
        double[] scales = Scaling.Spread(Node, inputs[1], data.Shape), zeros = Scaling.Spread(Node, inputs.Count > 2 ? inputs[2] : null, data.Shape);
        for (int i = 0; i < values.Length; i++)
            values[i] = (values[i] - zeros[i]) * scales[i];
        return new[] { Tensor.From(outputs[0].Type, data.Shape, values) };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        var row = new ElementwiseRow("DequantizeLinear", new[] { "x", "s", "z" }, "(x - z) * s", v => v[0])
        {
            Result = "float",
            IsPromoted = true,
            Defaults = new[] { ("0.0", "0", 0.0) },
        };
        ElementwiseKernel.Dispatch(plan, row, Scaling.Operands(plan), plan.Output(0), Array.Empty<float>(), 1);
    }
}
