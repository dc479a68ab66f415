using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>
/// ONNX <c>MaxPool</c>: the largest element in each place of the window. The second output tells where it
/// was, counted over the whole input (along columns first with <c>storage_order</c> 1).
/// </summary>
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
}
