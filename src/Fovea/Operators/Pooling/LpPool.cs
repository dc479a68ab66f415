using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>ONNX <c>LpPool</c>: the p-norm of the elements in each place of the window.</summary>
public sealed class LpPool : WindowPool
{
    /// <summary>Creates the operator of a node.</summary>
    public LpPool(Node node)
        : base(node, PoolRule.Norm(node))
    {
    }
}
