using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Sampling;

/// <summary>
/// ONNX <c>GridSample</c>: a map or volume read at places that a second tensor gives, between -1 and 1 from edge to edge, by <c>mode</c> linear,
/// nearest or, for maps, cubic; what lies beyond the edges is zero, the edge, or mirrored (<c>padding_mode</c>). With <c>align_corners</c> -1 and 1 are
/// the centres of the outermost elements, otherwise their outer edges.
/// </summary>
/// <remarks>
/// x [N, C, H, W], grid [N, H', W', 2] of (x, y) -> y [N, C, H', W']; x [N, C, D, H, W], grid [N, D', H', W', 3] of (x, y, z) ->
/// y [N, C, D', H', W'].
/// </remarks>
public sealed class GridSample : Operator
{
    private const int Cubic = 2;

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
    protected override string? Takes => "float x, float grid";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        Shape grid = x.Input(1).Shape;
        int axes = data.Shape.Rank - 2;
        if (!data.Type.IsFloating() || axes is not (2 or 3))
            throw new ModelException($"{Node} samples {data}; floating-point maps [N, C, H, W] and volumes [N, C, D, H, W] are possible.");
        if (grid.Rank != axes + 2 || grid[axes + 1] != axes || grid[0] != data.Shape[0])
        {
            string needed = axes == 2 ? "H, W, 2" : "D, H, W, 3";
            throw new ModelException($"{Node}: the grid has the shape {grid}; {data.Shape} needs [{data.Shape[0]}, {needed}].");
        }

        if (axes == 3 && _mode == Cubic)
            throw new ModelException($"{Node}: mode 'cubic' reads maps; for the volume {data.Shape} there are linear and nearest.");
        x.Output(0, new Shape(grid.Skip(1).Take(axes).Prepend(data.Shape[1]).Prepend(data.Shape[0]).ToArray()));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        Shape source = plan.Input(0).Shape, target = plan.Output(0).Shape;
        plan.Dispatch(source.Rank == 4 ? "operators/sampling/grid.comp" : "operators/sampling/grid_volume.comp")
            .Define("MODE", _mode).Define("PADDING", _padding).Define("ALIGN_CORNERS", Node.Attributes.Flag("align_corners") ? 1 : 0)
            .Read(plan.Input(0)).Read(plan.Input(1)).Write(plan.Output(0))
            .Int(target.Count, source[1], source[source.Rank - 1], source[source.Rank - 2], target.Product(2, target.Rank))
            .Int(source.Rank == 5 ? source[2] : 1)
            .OverLine(target.Count);
    }

    private int Number(string attribute, string fallback, params string[] names)
    {
        string given = Node.Attributes.Text(attribute, fallback);
        int number = System.Array.IndexOf(names, given);
        return number >= 0 ? number : throw new ModelException($"{Node}: {attribute} '{given}' is none of {string.Join(", ", names)}.");
    }
}
