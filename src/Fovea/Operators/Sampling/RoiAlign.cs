using Fovea.Models;

namespace Fovea.Operators.Sampling;

/// <summary>
/// ONNX <c>RoiAlign</c>: each region of a map as a small map of its own: every element is the mean (or the largest) of samples between the
/// elements that lie in its part of the region (He, Gkioxari, Dollár, Girshick, "Mask R-CNN", 2017).
/// </summary>
/// <remarks>x [N, C, H, W], regions [R, 4] of (x0, y0, x1, y1), the image of each [R] -> y [R, C, output_height, output_width].</remarks>
public sealed class RoiAlign : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public RoiAlign(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=float x, T rois, index batch_indices";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        Shape regions = x.Input(1).Shape, images = x.Input(2).Shape;
        if (!data.Type.IsFloating() || data.Shape.Rank != 4)
            throw new ModelException($"{Node} takes regions of {data}; floating-point maps [N, C, H, W] are possible.");
        if (regions.Rank != 2 || regions[1] != 4 || !images.Equals(new Shape(regions[0])))
            throw new ModelException($"{Node}: regions {regions} and images {images} do not go together; [R, 4] and [R] do.");
        if (Attribute("mode", "avg") is not ("avg" or "max"))
            throw new ModelException($"{Node}: mode '{Attribute("mode", "avg")}' is none of avg and max.");
        if (Attribute("coordinate_transformation_mode", "half_pixel") is not ("half_pixel" or "output_half_pixel"))
            throw new ModelException($"{Node}: coordinate_transformation_mode '{Attribute("coordinate_transformation_mode", "")}' is none of half_pixel and output_half_pixel.");
        x.Output(0, Shape.From(new[] { regions[0], data.Shape[1], Node.Attributes.Int("output_height", 1), Node.Attributes.Int("output_width", 1) }));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        plan.Dispatch("operators/sampling/roialign.comp")
            .Define("LARGEST", Attribute("mode", "avg") == "max" ? 1 : 0)
            .Define("HALF_PIXEL", Attribute("coordinate_transformation_mode", "half_pixel") == "half_pixel" ? 1 : 0)
            .Read(source).Read(plan.Input(1)).Read(plan.Input(2)).Write(target)
            .Int(target.Shape.Count, source.Shape[0], source.Shape[1], source.Shape[3], source.Shape[2], target.Shape[3], target.Shape[2])
            .Int((int)Node.Attributes.Int("sampling_ratio")).Float(Node.Attributes.Float("spatial_scale", 1))
            .OverLine(target.Shape.Count);
    }

    private string Attribute(string name, string fallback) => Node.Attributes.Text(name, fallback);
}
