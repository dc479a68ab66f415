using Fovea.Models;

namespace Fovea.Operators.Pooling;

/// <summary>Joins the elements in each place of a sliding window, channel by channel.</summary>
/// <remarks>
/// x [N, C, H, W] -> y [N, C, H', W'], H' = floor((H + pads - dilation * (kernel - 1) - 1) / stride) + 1, or ceil with <c>ceil_mode</c>; the
/// same over [N, C, L]. Padding is never joined.
/// </remarks>
public abstract class WindowPool : Operator
{
    private readonly PoolRule _rule;

    private protected WindowPool(Node node, PoolRule rule)
        : base(node) => _rule = rule;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo input = x.Input(0);
        if (!input.Type.IsFloating())
            throw new ModelException($"{Node} pools elements of type {input.Type}; Fovea pools floating-point maps.");
        x.Output(0, Window.Of(Node, input.Shape).Output(input.Shape[0], input.Shape[1]));
    }

    /// <inheritdoc/>
    public override void ChooseLayouts(LayoutContext x) => x.All(Layout.Packed);

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor output = plan.Output(0);
        Window window = Window.Of(Node, plan.Input(0).Shape);
        plan.Dispatch("operators/pooling/window.comp")
            .Define("KERNEL_X", window.X.Kernel)
            .Define("KERNEL_Y", window.Y.Kernel)
            .Define("COUNT_PADDING", Node.Attributes.Flag("count_include_pad") ? 1 : 0)
            .Snippet("pooling", _rule.Glsl())
            .Read(plan.Input(0)).Write(output)
            .Vectors(window.Parameters())
            .Int(output.Packed.Vectors, output.Packed.C, output.Packed.C4)
            .OverLine(output.Packed.Vectors);
    }
}
