using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>An operator that gives its first input another shape: no element moves, and on the GPU nothing runs.</summary>
public abstract class ViewOperator : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    protected ViewOperator(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x) => x.Output(0, Target(x));

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { inputs[0]!.Reshape(outputs[0].Shape) };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan) => plan.View(0, plan.Input(0));

    /// <summary>The new shape.</summary>
    protected abstract Shape Target(InferContext x);
}
