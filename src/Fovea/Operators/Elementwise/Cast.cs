using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>
/// ONNX <c>Cast</c> and <c>CastLike</c>: the same numbers in another element type, as <see cref="Tensor.Convert"/>. To fewer bits of
/// floating-point numbers they are rounded, although every element keeps a 32-bit word of its own.
/// </summary>
public sealed class Cast : Operator
{
    private readonly ElementType? _to;

    private Cast(Node node, ElementType? to)
        : base(node) => _to = to;

    /// <summary>Creates <c>Cast</c>, whose attribute <c>to</c> names the type.</summary>
    public static Cast To(Node node) => new(node, (ElementType)node.Attributes.Int("to"));

    /// <summary>Creates <c>CastLike</c>, whose second input has the type; its elements do not matter.</summary>
    public static Cast Like(Node node) => new(node, null);

    /// <inheritdoc/>
    protected override string? Takes => _to is null ? "any input, any target_type" : "any input";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => input > 0;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        ElementType to = _to ?? x.Input(1).Type;
        GlslTypes.Of(to);
        GlslTypes.Of(x.Input(0).Type);
        x.Output(0, to, x.Input(0).Shape);
    }

    /// <summary>Between floating types layouts do not matter.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (x.Outputs[0].Type.IsFloating() && x.Inputs[0]!.Type.IsFloating() && x.Produced(0) == Layout.Packed)
        {
            x.Input(0, Layout.Packed);
            x.Output(0, Layout.Packed);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { inputs[0]!.Convert(outputs[0].Type) };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        if (CastGlsl.IsNothing(source.Type, target.Type))
        {
            plan.View(0, source);
            return;
        }

        Dispatch(plan, source, target);
    }

    /// <summary>Adds a dispatch that converts a tensor; a packed target may be made of a row-major source.</summary>
    internal static void Dispatch(PlanBuilder plan, PlanTensor source, PlanTensor target)
    {
        var row = new ElementwiseRow("Cast", new[] { "x" }, CastGlsl.Expression(source.Type, target.Type), v => v[0])
        {
            Result = target.ScalarType,
            Functions = CastGlsl.Functions(target.Type),
            KeepsZero = true,
        };
        ElementwiseKernel.Dispatch(plan, row, new[] { source }, target, Array.Empty<float>(), 1);
    }
}
