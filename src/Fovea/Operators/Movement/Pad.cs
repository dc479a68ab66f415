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
public sealed class Pad : Operator
{
    private const int MaxRank = 8;

    private static readonly string[] Modes = { "constant", "reflect", "edge", "wrap" };

    private readonly int _mode;

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">The mode is unknown.</exception>
    public Pad(Node node)
        : base(node)
    {
        string mode = node.Attributes.Text("mode", "constant");
        _mode = Array.IndexOf(Modes, mode);
        if (_mode < 0)
            throw new ModelException($"{node}: mode '{mode}' is none of {string.Join(", ", Modes)}.");
    }

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        x.OptionalValue(2);
        x.Output(0, new Shape(Axes(x.Input(0).Shape, x.Value(1), x.OptionalValue(3)).Select(a => a.Size).ToArray()));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.FollowInputs();

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        Axis[] axes = Axes(data.Shape, inputs[1]!, inputs.ElementAtOrDefault(3));
        Shape shape = outputs[0].Shape;
        Tensor source = _mode == 0 ? WithFill(data, inputs.ElementAtOrDefault(2)) : data;
        int[] strides = data.Shape.Strides(), at = new int[shape.Rank];
        return new[]
        {
            HostGather.Fill(source, shape, _ =>
            {
                int from = 0;
                for (int i = 0; i < at.Length && from >= 0; i++)
                {
                    int coordinate = axes[i].Source(at[i], _mode);
                    from = coordinate < 0 ? -1 : from + coordinate * strides[i];
                }

                Broadcasting.Advance(at, shape);
                return from < 0 ? data.Shape.Count : from;
            }),
        };
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        bool packed = target.Layout == Layout.Packed;
        Axis[] axes = Axes(source.Shape, plan.Value(1)!, plan.Value(3));
        if (axes.Length > MaxRank)
            throw new ModelException($"{Node} pads a tensor of rank {axes.Length}; up to {MaxRank} is possible.");
        int fill = plan.Value(2) is { } value ? HostLayout.Pack(value.Reshape(new Shape(1)).Convert(source.Type), Layout.RowMajor)[0] : 0;
        int count = packed ? target.Packed.Vectors : target.Shape.Count;
        int[] strides = packed ? new int[4] : source.Shape.Strides();
        plan.Dispatch("operators/movement/pad.comp")
            .Define("MODE", _mode)
            .Define("RANK", axes.Length)
            .Define("PACKED", packed ? 1 : 0)
            .Define("WHOLE_CHANNELS", packed && axes[1].Begin == 0 && axes[1].Size == source.Shape[1] ? 1 : 0)
            .Read(source).Write(target)
            .Int(count, fill)
            .Vectors(Padded(axes.Select(a => a.Size), 1))
            .Vectors(Padded(source.Shape, 1))
            .Vectors(Padded(strides, 0))
            .Vectors(Padded(axes.Select(a => a.First), 0))
            .Vectors(Padded(axes.Select(a => a.Kept), 1))
            .Vectors(Padded(axes.Select(a => Math.Max(0, a.Begin)), 0))
            .OverLine(count);
    }

    private static int[] Padded(IEnumerable<int> values, int fill)
    {
        List<int> all = values.ToList();
        while (all.Count < MaxRank)
            all.Add(fill);
        return all.ToArray();
    }

    // The fill as one more element behind the data.
    private static Tensor WithFill(Tensor data, Tensor? fill)
    {
        byte[] value = fill is null ? new byte[data.Type.SizeInBytes()] : fill.Convert(data.Type).Bytes.ToArray();
        return new Tensor(data.Type, new Shape(data.Shape.Count + 1), data.Bytes.ToArray().Concat(value).ToArray());
    }

    private Axis[] Axes(Shape shape, Tensor pads, Tensor? axes)
    {
        long[] amounts = pads.ToIntegers();
        long[] along = axes?.ToIntegers() ?? Enumerable.Range(0, shape.Rank).Select(axis => (long)axis).ToArray();
        if (amounts.Length != 2 * along.Length)
            throw new ModelException($"{Node} has {amounts.Length} pads for {along.Length} axes; two for each are needed.");
        Axis[] result = shape.Select(dim => new Axis(dim, 0, 0)).ToArray();
        for (int i = 0; i < along.Length; i++)
        {
            long begin = amounts[i], end = amounts[i + along.Length];
            int axis = shape.Axis(along[i]), dim = shape[axis];
            if (Math.Max(Math.Abs(begin), Math.Abs(end)) > int.MaxValue / 4 || dim + begin + end < 0 || dim + Math.Min(0, begin) + Math.Min(0, end) < 0)
                throw new ModelException($"{Node}: pads {begin} and {end} do not fit axis {axis} of {shape}.");
            result[axis] = new Axis(dim, (int)begin, (int)end);
            if (_mode != 0 && result[axis].Kept == 0 && result[axis].Size > 0)
                throw new ModelException($"{Node}: axis {axis} of {shape} has no element left to repeat.");
        }

        return result;
    }

    // One axis: what negative pads leave of the input, and where each element of the output comes from.
    private readonly record struct Axis(int Input, int Begin, int End)
    {
        public int First => Math.Max(0, -Begin);

        public int Kept => Input + Math.Min(0, Begin) + Math.Min(0, End);

        public int Size => Input + Begin + End;

        public int Source(int at, int mode)
        {
            int i = at - Math.Max(0, Begin);
            if (i >= 0 && i < Kept)
                return First + i;
            int period = mode == 1 ? Math.Max(1, 2 * (Kept - 1)) : Kept;
            return mode switch
            {
                0 => -1,
                1 => First + Mirror(((i % period) + period) % period, period),
                2 => First + (i < 0 ? 0 : Kept - 1),
                _ => First + ((i % period) + period) % period,
            };
        }

        private int Mirror(int i, int period) => i < Kept ? i : period - i;
    }
}
