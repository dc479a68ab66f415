using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Indexing;

/// <summary>
/// ONNX <c>ScatterND</c>: the first input with the slices of the third put where the tuples of indices along the second's last dimension
/// say. See <see cref="ScatterOperator"/>.
/// </summary>
public sealed class ScatterND : ScatterOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public ScatterND(Node node)
        : base(node)
    {
    }

    private protected override string MarkShader => "operators/indexing/scatter_nd.comp";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape data = x.Input(0).Shape, indices = x.Input(1).Shape;
        TupleAddress address = TupleAddress.Of(Node, data, x.Input(1), 0);
        var expected = new Shape(indices.Take(indices.Rank - 1).Concat(data.Skip(address.Width)).ToArray());
        if (!x.Input(2).Shape.Equals(expected))
            throw new ModelException($"{Node}: the updates have the shape {x.Input(2).Shape}; data {data} and indices {indices} need {expected}.");
        if (x.Input(2).Type != x.Input(0).Type)
            throw new ModelException($"{Node}: the updates are {x.Input(2).Type}, the data {x.Input(0).Type}; they must be alike.");
        x.Output(0, data);
    }

    private protected override (int[] Slots, int Inner) Slots(Shape data, Tensor indices)
    {
        TupleAddress address = TupleAddress.Of(Node, data, TensorInfo.Of(indices), 0);
        return (address.Slots(data, indices.ToIntegers(), 0), address.Inner);
    }

    private protected override (int Count, int Inner) Size(Shape data, TensorInfo indices)
    {
        TupleAddress address = TupleAddress.Of(Node, data, indices, 0);
        return (address.Tuples, address.Inner);
    }

    private protected override void DescribeMark(DispatchBuilder dispatch, Shape data, TensorInfo indices) =>
        TupleAddress.Of(Node, data, indices, 0).Describe(dispatch, data, 0);
}
