using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Operators.Elementwise;

namespace Fovea.Operators.Pooling;

/// <summary>Joins the elements in each place of a sliding window, channel by channel.</summary>
/// <remarks>
/// x [N, C, H, W] -> y [N, C, H', W'], H' = floor((H + pads - dilation * (kernel - 1) - 1) / stride) + 1, or ceil with <c>ceil_mode</c>; the
/// same over [N, C, L] and [N, C, D, H, W]. Padding is never joined.
/// </remarks>
public abstract class WindowPool : Operator
{
    private readonly PoolRule _rule;

    private protected WindowPool(Node node, PoolRule rule)
        : base(node) => _rule = rule;

    /// <inheritdoc/>
    protected override string? Takes => "number x";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo input = x.Input(0);
        if (!input.Type.IsFloating() && !PoolsIntegers(input.Type))
            throw new ModelException($"{Node} pools elements of type {input.Type}; Fovea pools floating-point maps, and the largest of 8-bit numbers.");
        x.Output(0, Window.Of(Node, input.Shape).Output(input.Shape[0], input.Shape[1]));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (!IsGeneral(x.Inputs[0]!))
            x.All(Layout.Packed);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        if (IsGeneral(plan.Info(0)!))
        {
            PoolRows(plan);
            return;
        }

        PlanTensor target = plan.Output(0);
        if (target.Type.IsFloating())
        {
            Pool(plan, plan.Input(0), target);
            return;
        }

        // Whole numbers of 8 bits are floating-point numbers too: a packed map of them is pooled.
        PlanTensor source = plan.Input(0);
        PlanTensor map = plan.Scratch("map", ElementType.Float, source.Shape, Layout.Packed);
        PlanTensor pooled = plan.Scratch("pooled", ElementType.Float, target.Shape, Layout.Packed);
        PlanTensor rows = plan.Scratch("rows", ElementType.Float, target.Shape, Layout.RowMajor);
        Cast.Dispatch(plan, source, map);
        Pool(plan, map, pooled);
        plan.Copy(pooled, rows);
        Cast.Dispatch(plan, rows, target);
    }

    // Volumes, and places of the largest, have a kernel of their own.
    private bool IsGeneral(TensorInfo input) => input.Shape.Rank > 4 || Node.HasOutput(1);

    private void PoolRows(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0);
        PlanTensor target = plan.Wants(0) ? plan.Output(0) : plan.Scratch("values", source.Type, plan.Output(1).Shape, Layout.RowMajor);
        WindowAxis[] axes = Window.Of(Node, source.Shape).Axes.Reverse().ToArray();
        DispatchBuilder dispatch = plan.Dispatch("operators/pooling/volume.comp")
            .Define("ELEMENT", source.ScalarType)
            .Define("COUNT_PADDING", Node.Attributes.Flag("count_include_pad") ? 1 : 0)
            .Define("BY_COLUMNS", Node.Attributes.Flag("storage_order") ? 1 : 0)
            .Snippet("pooling", _rule.Glsl())
            .Read(source).Write(target);
        if (plan.Wants(1))
            dispatch.Define("PLACES", 1).Write(plan.Output(1));
        dispatch
            .Int(Three(axes.Select(a => a.Input), 1)).Int(Three(axes.Select(a => a.Output), 1)).Int(Three(axes.Select(a => a.Kernel), 1))
            .Int(Three(axes.Select(a => a.Stride), 1)).Int(Three(axes.Select(a => a.Dilation), 1))
            .Int(Three(axes.Select(a => a.Before), 0)).Int(Three(axes.Select(a => a.After), 0))
            .Int(target.Shape.Count)
            .Flops(axes.Aggregate((long)target.Shape.Count, (all, axis) => all * axis.Kernel))
            .OverLine(target.Shape.Count);
    }

    private static int[] Three(IEnumerable<int> along, int fill) => along.Concat(Enumerable.Repeat(fill, 4)).Take(3).Append(0).ToArray();

    private bool PoolsIntegers(ElementType type) => ReferenceEquals(_rule, PoolRule.Max) && type is (ElementType.Int8 or ElementType.UInt8);

    private void Pool(PlanBuilder plan, PlanTensor input, PlanTensor output)
    {
        Window window = Window.Of(Node, input.Shape);
        plan.Dispatch("operators/pooling/window.comp")
            .Define("KERNEL_X", window.X.Kernel)
            .Define("KERNEL_Y", window.Y.Kernel)
            .Define("COUNT_PADDING", Node.Attributes.Flag("count_include_pad") ? 1 : 0)
            .Snippet("pooling", _rule.Glsl())
            .Write(output).ReadVectors("source", input)
            .Vectors(window.Parameters())
            .Flops((long)output.Shape.Count * window.X.Kernel * window.Y.Kernel)
            .Int(output.Packed.Vectors, output.Packed.C, output.Packed.C4)
            .OverLine(output.Packed.Vectors);
    }
}
