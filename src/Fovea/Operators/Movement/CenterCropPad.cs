using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>CenterCropPad</c>: brings axes (attribute <c>axes</c>, all without it) to the sizes that the second input tells, about the middle: what is too
/// large is cut off, what is too small is surrounded by zeros. Of an odd difference the larger half is at the end.
/// </summary>
public sealed class CenterCropPad : PadOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public CenterCropPad(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "any input_data, index shape";

    /// <inheritdoc/>
    public override void Infer(InferContext x) =>
        x.Output(0, new Shape(Axes(x.Input(0).Shape, x.Value).Select(a => a.Size).ToArray()));

    /// <inheritdoc/>
    internal override PadAxis[] Axes(Shape shape, Func<int, Tensor?> value)
    {
        long[] sizes = value(1)!.ToIntegers();
        int[] along = Node.Attributes.Ints("axes") is { } given ? Array.ConvertAll(given, shape.Axis) : Enumerable.Range(0, shape.Rank).ToArray();
        if (sizes.Length != along.Length)
            throw new ModelException($"{Node} has {sizes.Length} sizes for {along.Length} axes of {shape}.");
        PadAxis[] axes = shape.Select(dim => new PadAxis(dim, 0, 0)).ToArray();
        for (int i = 0; i < along.Length; i++)
        {
            if (sizes[i] < 0 || sizes[i] > int.MaxValue / 4)
                throw new ModelException($"{Node}: axis {along[i]} of {shape} cannot have the size {sizes[i]}.");
            int difference = (int)sizes[i] - shape[along[i]], before = difference / 2;
            axes[along[i]] = new PadAxis(shape[along[i]], before, difference - before);
        }

        return axes;
    }
}
