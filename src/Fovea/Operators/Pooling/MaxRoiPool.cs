using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>
/// ONNX <c>MaxRoiPool</c>: regions of a map, each divided into <c>pooled_shape</c> parts of whole elements, and the largest element of each part; zero for
/// a part that lies outside. Coordinates are multiplied by <c>spatial_scale</c> and rounded. After R. Girshick, "Fast R-CNN", 2015, section 2.1.
/// </summary>
/// <remarks>x [N, C, H, W], regions [R, 5] of (image, x1, y1, x2, y2), both ends inside -> y [R, C, H', W'].</remarks>
public sealed class MaxRoiPool : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public MaxRoiPool(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float x, T rois";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        Shape regions = x.Input(1).Shape;
        if (!data.Type.IsFloating() || data.Shape.Rank != 4)
            throw new ModelException($"{Node} pools {data}; floating-point maps [N, C, H, W] are possible.");
        if (regions.Rank != 2 || regions[1] != 5)
            throw new ModelException($"{Node}: the regions have the shape {regions}; [R, 5] is needed.");
        long[] parts = Node.Attributes.Ints("pooled_shape") ?? throw new ModelException($"{Node} does not say its pooled_shape.");
        if (parts.Length != 2 || parts[0] < 1 || parts[1] < 1)
            throw new ModelException($"{Node}: pooled_shape is [{string.Join(", ", parts)}]; two sizes of at least 1 are needed.");
        x.Output(0, Shape.From(new[] { regions[0], data.Shape[1], parts[0], parts[1] }));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        plan.Dispatch("operators/pooling/region.comp")
            .Read(source).Read(plan.Input(1)).Write(target)
            .Int(target.Shape.Count, source.Shape[0], source.Shape[1], source.Shape[3], source.Shape[2], target.Shape[3], target.Shape[2])
            .Float(Node.Attributes.Float("spatial_scale", 1))
            .OverLine(target.Shape.Count);
    }
}
