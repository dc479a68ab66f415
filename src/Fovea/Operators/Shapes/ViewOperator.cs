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

    /// <summary>Packed where the input is, and batch and channels stay: however the rest is divided, it lies in the same order.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        Shape from = x.Inputs[0]!.Shape, to = x.Outputs[0].Shape;
        if (x.Produced(0) != Layout.Packed || !LayoutContext.CanPack(x.Outputs[0]) || from[0] != to[0] || from[1] != to[1])
            return;
        x.Input(0, Layout.Packed);
        x.Output(0, Layout.Packed);
    }

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
