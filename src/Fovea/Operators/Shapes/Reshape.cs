using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>
/// ONNX <c>Reshape</c>: the second input is the shape; 0 keeps the input's dimension (unless <c>allowzero</c>), one -1 takes what is left.
/// </summary>
public sealed class Reshape : ViewOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Reshape(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any data, index shape";

    /// <inheritdoc/>
    protected override Shape Target(InferContext x)
    {
        Shape from = x.Input(0).Shape;
        long[] wanted = x.Value(1).ToIntegers();
        long[] dims = (long[])wanted.Clone();
        int free = -1;
        long product = 1;
        for (int i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 0 && !Node.Attributes.Flag("allowzero"))
            {
                if (i >= from.Rank)
                    throw new ModelException($"{Node}: shape [{string.Join(", ", wanted)}] keeps dimension {i}, which {from} does not have.");
                dims[i] = from[i];
            }

            if (dims[i] == -1 && free >= 0)
                throw new ModelException($"{Node}: shape [{string.Join(", ", wanted)}] leaves more than one dimension open.");
            if (dims[i] == -1)
                free = i;
            else
                product *= dims[i];
        }

        if (free >= 0)
            dims[free] = product == 0 ? 0 : from.Count / product;
        Shape to = Shape.From(dims);
        if (to.Count != from.Count)
        {
            throw new ModelException(
                $"{Node}: {from} has {from.Count} elements and cannot become [{string.Join(", ", wanted)}].");
        }

        return to;
    }
}
