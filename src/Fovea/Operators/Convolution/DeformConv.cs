using System;
using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Convolution;

/// <summary>
/// ONNX <c>DeformConv</c>: a convolution whose window reads each element at an offset of its own, between elements bilinearly and zero outside, weighted by
/// a mask where there is one. After J. Dai et al., "Deformable Convolutional Networks", 2017, and X. Zhu et al., "Deformable ConvNets v2", 2019.
/// </summary>
/// <remarks>
/// x [N, C, H, W], weights [M, C / group, kH, kW], offsets [N, offset_group * kH * kW * 2, H', W'] of (y, x) in elements, bias [M] and mask
/// [N, offset_group * kH * kW, H', W'], both optional -> y [N, M, H', W'].
/// </remarks>
public sealed class DeformConv : Operator
{
    private const int Bias = 3;
    private const int Mask = 4;

    /// <summary>Creates the operator of a node.</summary>
    public DeformConv(Node node)
        : base(node)
    {
    }

    private int Groups => (int)Node.Attributes.Int("group", 1);

    private int OffsetGroups => (int)Node.Attributes.Int("offset_group", 1);

    /// <inheritdoc/>
    protected override string? Takes => "T=float x, T w, T offset, T? b, T? mask";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        Shape weights = x.Input(1).Shape;
        if (!data.Type.IsFloating() || data.Shape.Rank != 4 || weights.Rank != 4)
            throw new ModelException($"{Node} convolves {data} with weights {weights}; floating-point maps [N, C, H, W] and weights [M, C / group, kH, kW] are possible.");
        if (Groups < 1 || weights[1] * Groups != data.Shape[1] || weights[0] % Groups != 0)
            throw new ModelException($"{Node}: weights {weights} and {Groups} groups do not fit a map {data.Shape}.");
        if (OffsetGroups < 1 || data.Shape[1] % OffsetGroups != 0)
            throw new ModelException($"{Node}: the {data.Shape[1]} channels of {data.Shape} cannot be divided into {OffsetGroups} groups of offsets.");
        if (Node.Attributes.Ints("kernel_shape") is { } kernel && !kernel.SequenceEqual(new long[] { weights[2], weights[3] }))
            throw new ModelException($"{Node}: kernel_shape [{string.Join(", ", kernel)}] is not that of the weights {weights}.");

        int[] pads = Attribute("pads", 4, 0), strides = Attribute("strides", 2, 1), dilations = Attribute("dilations", 2, 1);
        var size = new int[2];
        for (int i = 0; i < 2; i++)
        {
            long free = (long)data.Shape[2 + i] + pads[i] + pads[i + 2] - (long)dilations[i] * (weights[2 + i] - 1) - 1;
            if (free < 0)
                throw new ModelException($"{Node}: a window of weights {weights} is larger than the map {data.Shape} with its pads.");
            size[i] = (int)(free / strides[i] + 1);
        }

        int elements = OffsetGroups * weights[2] * weights[3];
        Fits("offsets", x.Input(2).Shape, new Shape(data.Shape[0], 2 * elements, size[0], size[1]));
        if (x.Has(Bias))
            Fits("bias", x.Input(Bias).Shape, new Shape(weights[0]));
        if (x.Has(Mask))
            Fits("mask", x.Input(Mask).Shape, new Shape(data.Shape[0], elements, size[0], size[1]));
        x.Output(0, new Shape(data.Shape[0], weights[0], size[0], size[1]));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        Shape weights = plan.Input(1).Shape;
        bool biased = Node.HasInput(Bias), masked = Node.HasInput(Mask);
        int[] pads = Attribute("pads", 4, 0), strides = Attribute("strides", 2, 1), dilations = Attribute("dilations", 2, 1);
        int elements = weights[2] * weights[3], places = target.Shape[2] * target.Shape[3];
        PlanTensor columns = plan.Scratch(
            "columns", source.Type, new Shape(source.Shape[0], source.Shape[1], elements, places), Layout.RowMajor);
        DispatchBuilder read = plan.Dispatch("operators/convolution/deformable_read.comp")
            .Define("MASK", masked ? 1 : 0)
            .Read(source).Read(plan.Input(2)).Write(columns);
        if (masked)
            read.Read(plan.Input(Mask));
        read.Int(columns.Shape.Count, source.Shape[1] / OffsetGroups, places, target.Shape[3])
            .Int(source.Shape[1], source.Shape[2], source.Shape[3], 0)
            .Int(weights[2], weights[3], strides[0], strides[1])
            .Int(pads[0], pads[1], dilations[0], dilations[1])
            .OverLine(columns.Shape.Count);

        DispatchBuilder sum = plan.Dispatch("operators/convolution/deformable_sum.comp")
            .Define("BIAS", biased ? 1 : 0)
            .Read(columns).Read(plan.Input(1)).Write(target);
        if (biased)
            sum.Read(plan.Input(Bias));
        int blocks = Groups * ((weights[0] / Groups + 3) / 4), invocations = target.Shape[0] * blocks * ((places + 3) / 4);
        sum.Flops(2L * target.Shape.Count * weights[1] * elements)
            .Int(invocations, target.Shape[1], Groups, places, weights[1] * elements)
            .OverLine(invocations);
    }

    private void Fits(string what, Shape given, Shape needed)
    {
        if (!given.Equals(needed))
            throw new ModelException($"{Node}: the {what} have the shape {given}; {needed} is needed.");
    }

    private int[] Attribute(string name, int count, int least)
    {
        long[] values = Node.Attributes.Ints(name) ?? Enumerable.Repeat((long)least, count).ToArray();
        return values.Length == count && values.All(v => v >= least && v <= int.MaxValue / 4)
            ? Array.ConvertAll(values, v => (int)v)
            : throw new ModelException($"{Node}: {name} is [{string.Join(", ", values)}]; {count} numbers of at least {least} are needed.");
    }
}
