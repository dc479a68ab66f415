using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Sampling;

/// <summary>
/// ONNX <c>AffineGrid</c>: the places that <see cref="GridSample"/> reads to move a map by affine matrices. The second input tells the size
/// [N, C, H, W] or [N, C, D, H, W] of the result; with <c>align_corners</c> -1 and 1 are the centres of the outermost elements.
/// </summary>
/// <remarks>theta [N, 2, 3] -> grid [N, H, W, 2] of (x, y); theta [N, 3, 4] -> grid [N, D, H, W, 3] of (x, y, z).</remarks>
public sealed class AffineGrid : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public AffineGrid(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float theta, index size";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input == 1;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo theta = x.Input(0);
        Shape size = Shape.From(x.Value(1).ToIntegers());
        int axes = size.Rank - 2;
        if (axes is not (2 or 3))
            throw new ModelException($"{Node}: the size {size} is neither [N, C, H, W] nor [N, C, D, H, W].");
        if (!theta.Type.IsFloating() || !theta.Shape.Equals(new Shape(size[0], axes, axes + 1)))
            throw new ModelException($"{Node}: the matrices are {theta}; the size {size} needs floating-point ones [{size[0]}, {axes}, {axes + 1}].");
        x.Output(0, new Shape(size.Skip(2).Prepend(size[0]).Append(axes).ToArray()));
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        Shape grid = plan.Output(0).Shape;
        int axes = grid.Rank - 2;
        plan.Dispatch("operators/sampling/affine_grid.comp")
            .Define("AXES", axes).Define("ALIGN_CORNERS", Node.Attributes.Flag("align_corners") ? 1 : 0)
            .Read(plan.Input(0)).Write(plan.Output(0))
            .Int(grid.Count, grid[axes], grid[axes - 1], axes == 3 ? grid[1] : 1)
            .OverLine(grid.Count);
    }
}
