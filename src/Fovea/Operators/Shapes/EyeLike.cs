using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>ONNX <c>EyeLike</c>: a matrix of the input's shape with ones on the diagonal that <c>k</c> says, zeros elsewhere.</summary>
public sealed class EyeLike : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public EyeLike(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input";

    /// <summary>Only the shape matters, and that is known.</summary>
    public override bool IsPlanTime(int input) => true;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape shape = x.Input(0).Shape;
        if (shape.Rank != 2)
            throw new ModelException($"{Node} makes a matrix; its input has the shape {shape}.");
        var type = (ElementType)Node.Attributes.Int("dtype", (long)x.Input(0).Type);
        long diagonal = Math.Clamp(Node.Attributes.Int("k"), -shape[0], shape[1]);
        var values = new double[shape.Count];
        for (long row = Math.Max(0, -diagonal); row < shape[0] && row + diagonal < shape[1]; row++)
            values[(row * shape[1]) + row + diagonal] = 1;
        x.Known(0, Tensor.From(type, shape, values));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { outputs[0].Value! };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
    }
}
