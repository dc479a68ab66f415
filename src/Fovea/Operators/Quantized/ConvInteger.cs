using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Models.Canonical;
using Fovea.Operators.Convolution;

namespace Fovea.Operators.Quantized;

/// <summary>
/// A convolution of whole numbers, exact in 32 bits: what ONNX's <c>ConvInteger</c> and <c>QLinearConv</c> are once zero points are
/// subtracted. The padding is 0, which is what the zero point stands for.
/// </summary>
/// <remarks>
/// x [N, C, H, W], w [M, C/group, kH, kW] and bias [M], all int32 -> y [N, M, H', W'], int32. Sizes as <c>Conv</c>'s. As each element has
/// a word of its own, elements of 8 bits are read as they are.
/// </remarks>
public sealed class ConvInteger : Operator
{
    // Numbers of output channels and places that share what an invocation reads.
    private const int SharedChannels = 4, SharedPlaces = 2;

    /// <summary>Creates the operator of a node of domain <see cref="QuantizationRules.Domain"/>.</summary>
    public ConvInteger(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.Of(Node, x.Input(0).Shape, x.Input(1).Shape);
        for (int i = 0; i < x.InputCount; i++)
        {
            if (x.Has(i) && !x.Input(i).Type.IsInteger())
                throw new ModelException($"Input '{Node.Inputs[i]}' is {x.Input(i).Type}; whole numbers are convolved here.");
        }

        if (x.Optional(2) is { } bias && (bias.Shape.Rank != 1 || bias.Shape[0] != geometry.OutChannels))
            throw new ModelException($"The bias has the shape {bias.Shape}; the weights {x.Input(1).Shape} need [{geometry.OutChannels}].");
        x.Output(0, ElementType.Int32, geometry.Output);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), weights = plan.Input(1), target = plan.Output(0);
        ConvolutionGeometry geometry = ConvolutionGeometry.Of(Node, source.Shape, weights.Shape);
        WindowAxis[] axes = Window.Of(Node, source.Shape, weights.Shape.Skip(2).ToArray()).Axes.Reverse().ToArray();
        // A block of channels must not reach into another group.
        int channels = geometry.Groups == 1 || geometry.GroupOutputs % SharedChannels == 0 ? SharedChannels : 1;
        int places = axes.Aggregate(1, (all, axis) => all * axis.Output);
        int blocks = Divide(geometry.OutChannels, channels), lines = Divide(places, SharedPlaces);
        DispatchBuilder dispatch = plan.Dispatch("operators/quantized/convolution.comp")
            .Define("CHANNELS", channels).Define("PLACES", SharedPlaces)
            .Write(target).Read(source).Read(weights);
        if (plan.Has(2))
            dispatch.Define("BIAS", 1).Read(plan.Input(2));
        dispatch
            .Int(Three(axes.Select(a => a.Input), 1, geometry.InChannels)).Int(Three(axes.Select(a => a.Output), 1, geometry.OutChannels))
            .Int(Three(axes.Select(a => a.Kernel), 1, 0)).Int(Three(axes.Select(a => a.Stride), 1, 0))
            .Int(Three(axes.Select(a => a.Dilation), 1, 0)).Int(Three(axes.Select(a => a.Before), 0, 0))
            .Int(geometry.Batch * blocks * lines, blocks, lines, geometry.GroupInputs, geometry.GroupOutputs)
            .OverLine(geometry.Batch * blocks * lines);
    }

    private static int[] Three(IEnumerable<int> along, int fill, int last) =>
        along.Concat(Enumerable.Repeat(fill, 3)).Take(3).Append(last).ToArray();

    private static int Divide(int count, int size) => (count + size - 1) / size;
}
