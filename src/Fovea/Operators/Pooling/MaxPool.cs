using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>ONNX <c>MaxPool</c>: the largest element in each place of the window. The output of indices is not supported.</summary>
public sealed class MaxPool : WindowPool
{
    /// <summary>Creates the operator of a node.</summary>
    public MaxPool(Node node)
        : base(node, PoolRule.Max)
    {
    }

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        base.Infer(x);
        x.Output(1, ElementType.Int64, x.Outputs[0]!.Shape);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        if (plan.Wants(1))
        {
            throw new ModelException(
                $"{Node} is read for its indices ('{Node.Outputs[1]}'), which Fovea does not compute. Export the network without MaxUnpool, or run " +
                "it on ONNX Runtime (--backend onnxruntime).");
        }

        base.Plan(plan);
    }
}
