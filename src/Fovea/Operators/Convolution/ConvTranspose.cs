using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Convolution;

/// <summary>
/// ONNX <c>ConvTranspose</c> over one or two spatial axes, the gradient of a convolution: every element of x adds the kernel to y, scaled by it,
/// <c>strides</c> apart.
/// </summary>
/// <remarks>
/// x [N, C, H, W], w [C, M/group, kH, kW], bias [M] -> y [N, M, H', W'], H' = stride * (H - 1) + output_padding + dilation * (kH - 1) + 1 - pads.
/// It is computed the other way round: each element of y gathers what falls on it, so that nothing is written twice. Weights need not be
/// constants.
/// </remarks>
public sealed class ConvTranspose : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public ConvTranspose(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public override int? EpilogueInputs => 3;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.OfTransposed(Node, x.Input(0).Shape, x.Input(1).Shape);
        if (x.Optional(2) is { } bias && (bias.Shape.Rank != 1 || bias.Shape[0] != geometry.OutChannels))
            throw new ModelException($"The bias has the shape {bias.Shape}; the weights {x.Input(1).Shape} need [{geometry.OutChannels}].");
        if (!x.Input(0).Type.IsFloating())
            throw new ModelException($"The input is {x.Input(0).Type}; convolutions of floating-point numbers are possible.");
        x.Output(0, geometry.Output);
    }

    /// <summary>Maps are packed; weights and bias that only a run brings are read row-major.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        x.Input(0, Layout.Packed);
        x.Input(EpilogueInputs!.Value, Layout.Packed);
        x.Output(0, Layout.Packed);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.OfTransposed(Node, plan.Info(0)!.Shape, plan.Info(1)!.Shape);
        Epilogue epilogue = Epilogue.Of(Node);
        var weights = new ConvolutionWeights(geometry, epilogue);
        PlanTensor packed = weights.On(plan);
        int blocks = weights.Blocks > 1 && !geometry.IsDepthwise && (geometry.Groups == 1 || geometry.GroupOutputs % 8 == 0) ? 2 : 1;
        int pixels = geometry.X.Output >= 4 * geometry.X.Stride ? 4 : geometry.X.Output >= 2 * geometry.X.Stride ? 2 : 1;

        DispatchBuilder dispatch = plan.Dispatch("operators/convolution/transposed.comp")
            .Write(plan.Output(0)).ReadVectors("source", plan.Input(0)).ReadVectors("weights", packed)
            .Int(geometry.X.Input, geometry.Y.Input, weights.InVectors)
            .Int(geometry.X.Output, geometry.Y.Output, weights.Blocks, geometry.OutChannels)
            .Int(geometry.X.Kernel, geometry.Y.Kernel, geometry.X.Stride, geometry.Y.Stride, geometry.X.Dilation, geometry.Y.Dilation)
            .Int(geometry.X.Before, geometry.Y.Before)
            .Int(weights.Span, geometry.GroupInputs, geometry.GroupOutputs, weights.FirstBias)
            .Define("PIXELS", pixels).Define("BLOCKS", blocks)
            .Define("PERIOD_X", Period(geometry.X)).Define("PERIOD_Y", Period(geometry.Y));
        if (geometry.IsDepthwise)
            dispatch.Define("DEPTHWISE", 1);
        else if (geometry.Groups > 1)
            dispatch.Define("GROUPED", 1);
        epilogue.AddTo(dispatch, epilogue.HasOperand ? plan.Input(EpilogueInputs!.Value) : null, 4);
        int across = Divide(geometry.X.Output, geometry.X.Stride * pixels) * geometry.X.Stride;
        dispatch.Over((across * geometry.Y.Output, Divide(weights.Blocks, blocks), geometry.Batch), plan.BufferTextures ? (8, 1, 1) : (32, 2, 1));
    }

    // How many kernel positions lie between two that reach the same element: stride / gcd(stride, dilation).
    private static int Period(WindowAxis axis)
    {
        int a = axis.Stride, b = axis.Dilation;
        while (b != 0)
            (a, b) = (b, a % b);
        return axis.Stride / a;
    }

    private static int Divide(int count, int size) => (count + size - 1) / size;
}
