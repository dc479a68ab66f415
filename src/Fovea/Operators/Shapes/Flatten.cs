using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>ONNX <c>Flatten</c>: a matrix whose rows are the axes before <c>axis</c> and whose columns are the others.</summary>
public sealed class Flatten : ViewOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Flatten(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input";

    /// <inheritdoc/>
    protected override Shape Target(InferContext x)
    {
        Shape from = x.Input(0).Shape;
        long axis = Node.Attributes.Int("axis", 1);
        if (axis < -from.Rank || axis > from.Rank)
            throw new ModelException($"{Node}: axis {axis} is outside a tensor of rank {from.Rank}.");
        int split = (int)(axis < 0 ? axis + from.Rank : axis);
        return new Shape(from.Product(0, split), from.Product(split, from.Rank));
    }
}
