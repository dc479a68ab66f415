using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>
/// ONNX <c>AveragePool</c>: the mean in each place of the window, over the elements of the input or, with <c>count_include_pad</c>, over
/// the padding (of zeros) too.
/// </summary>
public sealed class AveragePool : WindowPool
{
    /// <summary>Creates the operator of a node.</summary>
    public AveragePool(Node node)
        : base(node, PoolRule.Average)
    {
    }
}
