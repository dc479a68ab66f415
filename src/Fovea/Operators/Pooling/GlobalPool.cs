using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Pooling;

/// <summary>
/// ONNX <c>GlobalAveragePool</c>, <c>GlobalMaxPool</c> and <c>GlobalLpPool</c>: all elements of a channel joined into one.
/// </summary>
/// <remarks>x [N, C, H, W] -> y [N, C, 1, 1]; the same over any number of spatial axes.</remarks>
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
    protected override string? Takes => "float x";

    /// <inheritdoc/>
    public override int? EpilogueInputs => 1;

    /// <inheritdoc/>
    public override EpilogueTraits EpilogueTraits => EpilogueTraits.Operand | EpilogueTraits.Packed;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo input = x.Input(0);
        if (!input.Type.IsFloating() || input.Shape.Rank < 2)
            throw new ModelException($"{Node} pools {input}; it needs floating-point elements in a batch and channels.");
        x.Output(0, new Shape(input.Shape.Select((dim, axis) => axis < 2 ? dim : 1).ToArray()));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (LayoutContext.CanPack(x.Inputs[0]!))
            x.All(Layout.Packed);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        Epilogue epilogue = Epilogue.Of(Node);
        if (source.Layout == Layout.Packed)
        {
            Dispatch(plan, source, target, _rule, epilogue, epilogue.HasOperand ? plan.Input(1) : null);
            return;
        }

        // However many axes there are, they are pooled as one.
        var line = new Shape(source.Shape[0], source.Shape[1], source.Shape.Product(2, source.Shape.Rank));
        PlanTensor map = plan.Scratch("map", source.Type, line, Layout.Packed), pooled = plan.Scratch("pooled", source.Type, line.With(2, 1), Layout.Packed);
        plan.Copy(source.Viewed(line), map);
        Dispatch(plan, map, pooled, _rule);
        plan.Copy(pooled, target.Viewed(line.With(2, 1)));
    }

    /// <summary>Joins each channel of a packed map.</summary>
    internal static void Dispatch(PlanBuilder plan, PlanTensor source, PlanTensor target, PoolRule rule) =>
        Dispatch(plan, source, target, rule, Epilogue.None, null);

    private static void Dispatch(PlanBuilder plan, PlanTensor source, PlanTensor target, PoolRule rule, Epilogue epilogue, PlanTensor? other)
    {
        PackedShape shape = source.Packed;
        DispatchBuilder dispatch = plan.Dispatch("operators/pooling/global.comp")
            .Snippet("pooling", rule.Glsl())
            .Define("LANES", plan.GroupLanes)
            .Write(target).ReadVectors("source", source)
            .Flops(source.Shape.Count)
            .Int(shape.H * shape.W, shape.C);
        if (!epilogue.IsEmpty)
            dispatch.Define("EPILOGUE", 1);
        epilogue.AddTo(dispatch, other, 4);
        dispatch.OverGroups(shape.C4, shape.N);
    }
}
