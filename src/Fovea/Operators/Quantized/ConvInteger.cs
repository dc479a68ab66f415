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
    /// <summary>Creates the operator of a node of domain <see cref="QuantizationRules.Domain"/>.</summary>
    public ConvInteger(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "whole x, whole w, whole? b";

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
    public override void Plan(PlanBuilder plan) =>
        VolumeConvolution.Dispatch(plan, ConvolutionGeometry.Of(Node, plan.Info(0)!.Shape, plan.Info(1)!.Shape));
}
