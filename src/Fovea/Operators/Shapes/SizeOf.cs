using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>ONNX <c>Size</c>: the number of elements. Known as soon as shapes are, so it never runs on the GPU.</summary>
public sealed class SizeOf : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public SizeOf(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => true;

    /// <inheritdoc/>
    public override void Infer(InferContext x) => x.Known(0, Tensor.Scalar((long)x.Input(0).Shape.Count));

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { outputs[0].Value! };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
    }
}
