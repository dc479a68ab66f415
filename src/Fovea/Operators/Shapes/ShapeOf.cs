using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>ONNX <c>Shape</c>: the dimensions from <c>start</c> to <c>end</c>. Known as soon as shapes are, so it never runs on the GPU.</summary>
public sealed class ShapeOf : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public ShapeOf(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => true;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        long[] dims = Dims(x.Input(0).Shape);
        x.Known(0, Tensor.Of<long>(new Shape(dims.Length), dims));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { outputs[0].Value! };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
    }

    private long[] Dims(Shape shape)
    {
        int start = Clamp(Node.Attributes.Int("start"), shape.Rank);
        int end = Clamp(Node.Attributes.Int("end", shape.Rank), shape.Rank);
        return shape.Skip(start).Take(Math.Max(0, end - start)).Select(d => (long)d).ToArray();
    }

    private static int Clamp(long index, int rank) => (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);
}
