using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Convolution;

/// <summary>
/// ONNX <c>ConvTranspose</c> over one to three spatial axes, the gradient of a convolution: every element of x adds the kernel to y, scaled by it,
/// <c>strides</c> apart.
/// </summary>
/// <remarks>
/// x [N, C, H, W], w [C, M/group, kH, kW], bias [M] -> y [N, M, H', W'], H' = stride * (H - 1) + output_padding + dilation * (kH - 1) + 1 - pads.
/// It is computed the other way round: each element of y gathers what falls on it, so that nothing is written twice. Weights need not be
/// constants.
/// </remarks>
public sealed class ConvTranspose : ConvolutionOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public ConvTranspose(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        ConvolutionGeometry geometry = GeometryOf(plan.Info(0)!.Shape, plan.Info(1)!.Shape);
        if (geometry.IsVolume)
        {
            VolumeConvolution.Dispatch(plan, geometry);
            return;
        }

        Epilogue epilogue = Epilogue.Of(Node);
        var weights = new ConvolutionWeights(geometry, epilogue);
        bool canJoin = weights.Blocks > 1 && !geometry.IsDepthwise && (geometry.Groups == 1 || geometry.GroupOutputs % 8 == 0);
        int[] widths = new[] { 4, 2, 1 }.Where(pixels => geometry.X.Output >= pixels * geometry.X.Stride || pixels == 1).ToArray();
        int[] heights = canJoin ? new[] { 2, 1 } : new[] { 1 };
        plan.Choose($"convtranspose {geometry}{(epilogue.HasOperand ? " + operand" : "")}", widths.SelectMany(pixels => heights.Select(blocks =>
            new KernelVariant($"transposed {pixels}x{4 * blocks}", () => Dispatch(plan, geometry, epilogue, weights, pixels, blocks)))).ToArray());
    }

    private void Dispatch(PlanBuilder plan, ConvolutionGeometry geometry, Epilogue epilogue, ConvolutionWeights weights, int pixels, int blocks)
    {
        PlanTensor packed = weights.On(plan);
        DispatchBuilder dispatch = Begin(plan, "operators/convolution/transposed.comp", geometry, weights, plan.Output(0), plan.Input(0), packed)
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

    private protected override ConvolutionGeometry GeometryOf(Shape map, Shape weights) => ConvolutionGeometry.OfTransposed(Node, map, weights);

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
