using Fovea.Models;

namespace Fovea.Operators.Sampling;

/// <summary>
/// ONNX <c>GridSample</c>: a map read at places that a second tensor gives, between -1 and 1 from edge to edge, by <c>mode</c> linear,
/// nearest or cubic; what lies beyond the edges is zero, the edge, or mirrored (<c>padding_mode</c>). With <c>align_corners</c> -1 and 1 are
/// the centres of the outermost elements, otherwise their outer edges.
/// </summary>
/// <remarks>x [N, C, H, W], grid [N, H', W', 2] of (x, y) -> y [N, C, H', W'].</remarks>
public sealed class GridSample : Operator
{
    private readonly int _mode;
    private readonly int _padding;

    /// <summary>Creates the operator of a node.</summary>
    /// <exception cref="ModelException">An attribute has no meaning.</exception>
    public GridSample(Node node)
        : base(node)
    {
        _mode = Number("mode", "linear", "linear", "nearest", "cubic");
        _padding = Number("padding_mode", "zeros", "zeros", "border", "reflection");
    }

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        Shape grid = x.Input(1).Shape;
        if (!data.Type.IsFloating() || data.Shape.Rank != 4)
            throw new ModelException($"{Node} samples {data}; floating-point maps [N, C, H, W] are possible.");
        if (grid.Rank != 4 || grid[3] != 2 || grid[0] != data.Shape[0])
            throw new ModelException($"{Node}: the grid has the shape {grid}; a map {data.Shape} needs [{data.Shape[0]}, H, W, 2].");
        x.Output(0, new Shape(data.Shape[0], data.Shape[1], grid[1], grid[2]));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        plan.Dispatch("operators/sampling/grid.comp")
            .Define("MODE", _mode).Define("PADDING", _padding).Define("ALIGN_CORNERS", Node.Attributes.Flag("align_corners") ? 1 : 0)
            .Read(source).Read(plan.Input(1)).Write(target)
            .Int(target.Shape.Count, source.Shape[1], source.Shape[3], source.Shape[2], target.Shape[2] * target.Shape[3])
            .OverLine(target.Shape.Count);
    }

    private int Number(string attribute, string fallback, params string[] names)
    {
        string given = Node.Attributes.Text(attribute, fallback);
        int number = System.Array.IndexOf(names, given);
        return number >= 0 ? number : throw new ModelException($"{Node}: {attribute} '{given}' is none of {string.Join(", ", names)}.");
    }
}
