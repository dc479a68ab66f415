using Fovea.Models;

namespace Fovea.Operators.Convolution;

/// <summary>What convolutions and their transposes share: packed maps, a bias a channel, an epilogue, and the head of the dispatch.</summary>
public abstract class ConvolutionOperator : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    protected ConvolutionOperator(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float x, T w, T? b";

    /// <inheritdoc/>
    public override int? EpilogueInputs => 3;

    /// <summary>Convolutions of volumes have no epilogue.</summary>
    public override EpilogueTraits EpilogueTraits => EpilogueTraits.Operand | EpilogueTraits.Channels | EpilogueTraits.Packed;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        ConvolutionGeometry geometry = GeometryOf(x.Input(0).Shape, x.Input(1).Shape);
        if (x.Optional(2) is { } bias && (bias.Shape.Rank != 1 || bias.Shape[0] != geometry.OutChannels))
            throw new ModelException($"The bias has the shape {bias.Shape}; the weights {x.Input(1).Shape} need [{geometry.OutChannels}].");
        if (!x.Input(0).Type.IsFloating())
            throw new ModelException($"The input is {x.Input(0).Type}; convolutions of floating-point numbers are possible.");
        x.Output(0, geometry.Output);
    }

    /// <summary>Maps are packed, volumes are not; weights and bias that only a run brings are read row-major.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (!LayoutContext.CanPack(x.Outputs[0]))
            return;
        x.Input(0, Layout.Packed);
        x.Input(EpilogueInputs!.Value, Layout.Packed);
        x.Output(0, Layout.Packed);
    }

    /// <summary>Sizes and window for shapes of map and weights.</summary>
    private protected abstract ConvolutionGeometry GeometryOf(Shape map, Shape weights);

    /// <summary>Adds the dispatch with its buffers and the part of its parameters that every kernel begins with.</summary>
    internal static DispatchBuilder Begin(
        PlanBuilder plan, string shader, ConvolutionGeometry geometry, ConvolutionWeights weights, PlanTensor target, PlanTensor source, PlanTensor packed,
        int? firstBias = null)
    {
        DispatchBuilder dispatch = plan.Dispatch(shader);
        dispatch.Define(plan.BufferTextures ? "STORE_IN_TURNS" : "MASKED", 1);
        return dispatch
            .Write(target).ReadVectors("source", source).ReadVectors("weights", packed)
            .Int(geometry.X.Input, geometry.Y.Input, weights.InVectors)
            .Int(geometry.X.Output, geometry.Y.Output, weights.Blocks, geometry.OutChannels)
            .Int(geometry.X.Kernel, geometry.Y.Kernel, geometry.X.Stride, geometry.Y.Stride, geometry.X.Dilation, geometry.Y.Dilation)
            .Int(geometry.X.Before, geometry.Y.Before)
            .Int(weights.Span, geometry.GroupInputs, geometry.GroupOutputs, firstBias ?? weights.FirstBias, geometry.Batch)
            .Flops(geometry.Flops);
    }
}
