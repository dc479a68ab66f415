using Fovea.Models;
using Fovea.Operators.Matrix;

namespace Fovea.Operators.Convolution;

/// <summary>
/// ONNX <c>Conv</c> over one to three spatial axes: y[n, m] = bias[m] + the sum over channels c of the group, and kernel positions k, of
/// w[m, c, k] * x[n, c, stride * at + dilation * k - pad].
/// </summary>
/// <remarks>
/// x [N, C, H, W], w [M, C/group, kH, kW], bias [M] -> y [N, M, H', W'], H' = floor((H + pads - dilation * (kH - 1) - 1) / stride + 1).
/// Weights need not be constants.
/// </remarks>
public sealed class Conv : ConvolutionOperator
{
    /// <summary>Creates the operator of a node.</summary>
    public Conv(Node node)
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

        bool known = plan.Value(1) is not null && (!plan.Has(2) || plan.Value(2) is not null);
        if (known && geometry.IsPointwise && geometry.Output.Count == geometry.OutChannels)
        {
            // A single pixel is a vector, packed as row-major, and too little work for a kernel that shares weights between pixels.
            var sizes = MatrixSizes.OfGemm(new Shape(1, geometry.InChannels), new Shape(geometry.OutChannels, geometry.InChannels), false, true);
            new MatrixProduct(plan, sizes, plan.Has(2), 1, 1, EpilogueInputs!.Value).Dispatch();
            return;
        }

        new ConvolutionVariants(plan, geometry, EpilogueInputs!.Value).Choose();
    }

    private protected override ConvolutionGeometry GeometryOf(Shape map, Shape weights) => ConvolutionGeometry.Of(Node, map, weights);
}
