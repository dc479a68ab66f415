using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>
/// ONNX <c>Range</c>: start, start + delta, ... up to, not including, limit. Its inputs decide a shape, so the result is known before a run.
/// </summary>
public sealed class Range : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Range(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=number start, T limit, T delta";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => true;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        double start = Number(x, 0), limit = Number(x, 1), delta = Number(x, 2);
        double count = delta == 0 ? double.NaN : Math.Max(0, Math.Ceiling((limit - start) / delta));
        if (!(count <= int.MaxValue))
            throw new ModelException($"{Node}: from {start} to {limit} in steps of {delta} there is no number of elements that fits a tensor.");
        var values = new double[x.Made(new Shape((int)count)).Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = start + i * delta;
        x.Known(0, Tensor.From(x.Input(0).Type, new Shape(values.Length), values));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { outputs[0].Value! };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
    }

    private double Number(InferContext x, int index) => x.Value(index) is { Shape: { Count: 1 } } value
        ? value.ToDoubles()[0]
        : throw new ModelException($"{Node}: input {index} should be a single number, and has shape {x.Input(index).Shape}.");
}
