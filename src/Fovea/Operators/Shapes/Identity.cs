using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>ONNX <c>Identity</c>; also what <c>Dropout</c> is when a network is not trained.</summary>
public sealed class Identity : ViewOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Identity(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input";

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.FollowInputs();

    /// <inheritdoc/>
    protected override Shape Target(InferContext x) => x.Input(0).Shape;
}
