using Fovea.Models;
using Fovea.Operators.Elementwise;
using Fovea.Operators.Matrix;

namespace Fovea.Operators.Convolution;

/// <summary>
/// ONNX <c>Conv</c> over one or two spatial axes: y[n, m] = bias[m] + the sum over channels c of the group, and kernel positions k, of
/// w[m, c, k] * x[n, c, stride * at + dilation * k - pad].
/// </summary>
/// <remarks>
/// x [N, C, H, W], w [M, C/group, kH, kW], bias [M] -> y [N, M, H', W'], H' = floor((H + pads - dilation * (kH - 1) - 1) / stride + 1).
/// Weights need not be constants.
/// </remarks>
public sealed class Conv : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Conv(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    public override int? EpilogueInputs => 3;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        ConvolutionGeometry geometry = ConvolutionGeometry.Of(Node, x.Input(0).Shape, x.Input(1).Shape);
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
        ConvolutionGeometry geometry = ConvolutionGeometry.Of(Node, plan.Info(0)!.Shape, plan.Info(1)!.Shape);
        bool known = plan.Value(1) is not null && (!plan.Has(2) || plan.Value(2) is not null);
        if (known && geometry.IsPointwise && geometry.Output.Count == geometry.OutChannels)
        {
            // A single pixel is a vector, packed as row-major, and too little work for a kernel that shares weights between pixels.
            var sizes = MatrixSizes.OfGemm(new Shape(1, geometry.InChannels), new Shape(geometry.OutChannels, geometry.InChannels), false, true);
            new MatrixProduct(plan, sizes, plan.Has(2), 1, 1, EpilogueInputs!.Value).Dispatch();
            return;
        }

        Epilogue epilogue = Epilogue.Of(Node);
        var weights = new ConvolutionWeights(geometry, epilogue);
        PlanTensor packed = weights.On(plan);
        ConvolutionKernel kernel = new ConvolutionKernel(geometry, plan.BufferTextures);

        DispatchBuilder dispatch = plan.Dispatch(kernel.Shader)
            .Write(plan.Output(0)).ReadVectors("source", plan.Input(0)).ReadVectors("weights", packed)
            .Int(geometry.X.Input, geometry.Y.Input, weights.InVectors)
            .Int(geometry.X.Output, geometry.Y.Output, weights.Blocks, geometry.OutChannels)
            .Int(geometry.X.Kernel, geometry.Y.Kernel, geometry.X.Stride, geometry.Y.Stride, geometry.X.Dilation, geometry.Y.Dilation)
            .Int(geometry.X.Before, geometry.Y.Before)
            .Int(weights.Span, geometry.GroupInputs, geometry.GroupOutputs, weights.FirstBias)
            .Apply(kernel.Define);
        epilogue.AddTo(dispatch, epilogue.HasOperand ? plan.Input(EpilogueInputs!.Value) : null, 4);
        (int X, int Y) invocations = kernel.Invocations;
        dispatch.Over((invocations.X, invocations.Y, geometry.Batch), kernel.Group);
    }
}
