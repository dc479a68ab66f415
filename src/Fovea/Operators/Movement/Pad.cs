using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>
/// ONNX <c>Pad</c>: elements before and behind each axis, by <c>mode</c>: <c>constant</c>, <c>reflect</c> (the edge itself is not repeated),
/// <c>edge</c> or <c>wrap</c>. Inputs are the data, the pads (all beginnings, then all ends), the constant and the axes. A negative pad
/// cuts off.
/// </summary>
public sealed class Pad : PadOperator
{
    internal static readonly string[] Modes = { "constant", "reflect", "edge", "wrap" };

    private readonly int _mode;

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">The mode is unknown.</exception>
    public Pad(Node node)
        : base(node) => _mode = ModeOf(node);

    /// <inheritdoc/>
    protected override string? Takes => "T=any data, index pads, T? constant_value, index? axes";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        if (x.OptionalValue(2) is { } fill && fill.Shape.Count != 1)
            throw new ModelException($"{Node}: the constant value has the shape {fill.Shape}; one number fills the padding.");
        x.Output(0, new Shape(Axes(x.Input(0).Shape, x.Value(1), x.OptionalValue(3)).Select(a => a.Size).ToArray()));
    }

    /// <inheritdoc/>
    internal override PadAxis[] Axes(Shape shape, Func<int, Tensor?> value) => Axes(shape, value(1)!, value(3));

    /// <inheritdoc/>
    internal override (int Mode, Tensor? Fill) Filling(Func<int, Tensor?> value) => (_mode, value(2));

    private PadAxis[] Axes(Shape shape, Tensor pads, Tensor? axes)
    {
        long[] amounts = pads.ToIntegers();
        long[] along = axes?.ToIntegers() ?? Enumerable.Range(0, shape.Rank).Select(axis => (long)axis).ToArray();
        if (amounts.Length != 2 * along.Length)
            throw new ModelException($"{Node} has {amounts.Length} pads for {along.Length} axes; two for each are needed.");
        PadAxis[] result = shape.Select(dim => new PadAxis(dim, 0, 0)).ToArray();
        for (int i = 0; i < along.Length; i++)
        {
            long begin = amounts[i], end = amounts[i + along.Length];
            int axis = shape.Axis(along[i]), dim = shape[axis];
            if (Math.Max(Math.Abs(begin), Math.Abs(end)) > int.MaxValue / 4 || dim + begin + end < 0 || dim + Math.Min(0, begin) + Math.Min(0, end) < 0)
                throw new ModelException($"{Node}: pads {begin} and {end} do not fit axis {axis} of {shape}.");
            result[axis] = new PadAxis(dim, (int)begin, (int)end);
            if (_mode != 0 && result[axis].Kept == 0 && result[axis].Size > 0)
                throw new ModelException($"{Node}: axis {axis} of {shape} has no element left to repeat.");
        }

        return result;
    }

    private static int ModeOf(Node node)
    {
        string mode = node.Attributes.Text("mode", "constant");
        int number = Array.IndexOf(Modes, mode);
        return number >= 0 ? number : throw new ModelException($"{node}: mode '{mode}' is none of {string.Join(", ", Modes)}.");
    }
}
