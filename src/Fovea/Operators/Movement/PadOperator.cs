using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Movement;

/// <summary>What adds elements around a tensor, or cuts them off: they differ in how they say how many.</summary>
public abstract class PadOperator : Operator
{
    private const int MaxRank = 8;

    /// <summary>Creates the operator of a node.</summary>
    protected PadOperator(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.FollowInputs();

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs)
    {
        Tensor data = inputs[0]!;
        PadAxis[] axes = Axes(data.Shape, inputs.ElementAtOrDefault);
        (int mode, Tensor? fill) = Filling(inputs.ElementAtOrDefault);
        Shape shape = outputs[0].Shape;
        Tensor source = mode == 0 ? WithFill(data, fill) : data;
        int[] strides = data.Shape.Strides(), at = new int[shape.Rank];
        return new[]
        {
            HostGather.Fill(source, shape, _ =>
            {
                int from = 0;
                for (int i = 0; i < at.Length && from >= 0; i++)
                {
                    int coordinate = axes[i].Source(at[i], mode);
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
        PadAxis[] axes = Axes(source.Shape, plan.Value);
        (int mode, Tensor? given) = Filling(plan.Value);
        if (axes.Length > MaxRank)
            throw new ModelException($"{Node} pads a tensor of rank {axes.Length}; up to {MaxRank} is possible.");
        int fill = given is { } value ? HostLayout.Pack(value.Reshape(new Shape(1)).Convert(source.Type), Layout.RowMajor)[0] : 0;
        int count = packed ? target.Packed.Vectors : target.Shape.Count;
        int[] strides = packed ? new int[4] : source.Shape.Strides();
        plan.Dispatch("operators/movement/pad.comp")
            .Define("MODE", mode)
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

    /// <summary>How each axis is padded.</summary>
    /// <param name="shape">The shape of the data.</param>
    /// <param name="value">Gives the elements of a further input; null where it is left out.</param>
    internal abstract PadAxis[] Axes(Shape shape, Func<int, Tensor?> value);

    /// <summary>What is put there: an index of <see cref="Pad.Modes"/>, and the constant, null for zero.</summary>
    internal virtual (int Mode, Tensor? Fill) Filling(Func<int, Tensor?> value) => (0, null);
}
