using System.Linq;
using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>
/// ONNX <c>GlobalAveragePool</c>, <c>GlobalMaxPool</c> and <c>GlobalLpPool</c>: all elements of a channel joined into one.
/// </summary>
/// <remarks>x [N, C, H, W] -> y [N, C, 1, 1]; the same over [N, C, L].</remarks>
public sealed class GlobalPool : Operator
{
    private readonly PoolRule _rule;

    private GlobalPool(Node node, PoolRule rule)
        : base(node) => _rule = rule;

    /// <summary>Creates <c>GlobalAveragePool</c>.</summary>
    public static GlobalPool Average(Node node) => new(node, PoolRule.Average);

    /// <summary>Creates <c>GlobalMaxPool</c>.</summary>
    public static GlobalPool Max(Node node) => new(node, PoolRule.Max);

    /// <summary>Creates <c>GlobalLpPool</c>.</summary>
    public static GlobalPool Norm(Node node) => new(node, PoolRule.Norm(node));

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo input = x.Input(0);
        if (!LayoutContext.CanPack(input))
            throw new ModelException($"{Node} pools {input}; Fovea pools floating-point maps with one or two spatial axes, so of rank 3 or 4.");
        x.Output(0, new Shape(input.Shape.Select((dim, axis) => axis < 2 ? dim : 1).ToArray()));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.All(Layout.Packed);

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan) => Dispatch(plan, plan.Input(0), plan.Output(0), _rule);

    /// <summary>Joins each channel of a packed map.</summary>
    internal static void Dispatch(PlanBuilder plan, PlanTensor source, PlanTensor target, PoolRule rule)
    {
        PackedShape shape = source.Packed;
        plan.Dispatch("operators/pooling/global.comp")
            .Snippet("pooling", rule.Glsl())
            .Read(source).Write(target)
            .Int(shape.H * shape.W)
            .OverGroups(shape.C4, shape.N);
    }
}
