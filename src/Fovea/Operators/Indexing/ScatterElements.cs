using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// ONNX <c>ScatterElements</c>: the first input with each element of the third put at its own place but for the coordinate along
/// <c>axis</c>, which the second input gives. See <see cref="ScatterOperator"/>.
/// </summary>
public sealed class ScatterElements : ScatterOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public ScatterElements(Node node)
        : base(node)
    {
    }

    private protected override string MarkShader => "operators/indexing/scatter_elements.comp";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape data = x.Input(0).Shape;
        ElementAddress.Check(Node, data, x.Input(1), AxisOf(data));
        if (!x.Input(2).Shape.Equals(x.Input(1).Shape))
            throw new ModelException($"{Node}: the updates {x.Input(2).Shape} must have the shape of the indices, {x.Input(1).Shape}.");
        if (x.Input(2).Type != x.Input(0).Type)
            throw new ModelException($"{Node}: the updates are {x.Input(2).Type}, the data {x.Input(0).Type}; they must be alike.");
        x.Output(0, data);
    }

    private protected override (int[] Slots, int Inner) Slots(Shape data, Tensor indices) => (ElementAddress.Offsets(data, indices, AxisOf(data)), 1);

    private protected override (int Count, int Inner) Size(Shape data, TensorInfo indices) => (indices.Shape.Count, 1);

    private protected override void DescribeMark(DispatchBuilder dispatch, Shape data, TensorInfo indices) =>
        ElementAddress.Describe(dispatch, Node, data, indices.Shape, AxisOf(data));

    private int AxisOf(Shape shape) => shape.Axis(Node.Attributes.Int("axis"));
}
