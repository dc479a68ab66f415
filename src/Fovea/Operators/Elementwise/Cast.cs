using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Elementwise;

/// <summary>ONNX <c>Cast</c>: the same numbers in another element type; from floating to whole numbers towards zero.</summary>
public sealed class Cast : Operator
{
    private readonly ElementType _to;

    /// <summary>Creates the operator of a node.</summary>
    public Cast(Node node)
        : base(node) => _to = (ElementType)node.Attributes.Int("to");

    /// <inheritdoc/>
    public override void Infer(InferContext x) => x.Output(0, _to, x.Input(0).Shape);

    /// <summary>Between floating types nothing happens on the GPU, in whichever layout.</summary>
    public override void ChooseLayouts(LayoutContext x)
    {
        if (_to.IsFloating() && x.Inputs[0]!.Type.IsFloating())
            x.FollowInputs();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { inputs[0]!.Convert(_to) };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        PlanTensor source = plan.Input(0), target = plan.Output(0);
        if (source.ScalarType == target.ScalarType && !Narrows(source.Type))
        {
            plan.View(0, source);
            return;
        }

        var row = new ElementwiseRow("Cast", new[] { "x" }, Conversion(source, target), v => v[0]) { Result = target.ScalarType };
        ElementwiseKernel.Dispatch(plan, row, new[] { source }, target, Array.Empty<float>(), 1);
    }

    // Into fewer bits than a word's: the high bits have to go, and bool knows only 0 and 1.
    private bool Narrows(ElementType from) =>
        from != _to && !_to.IsFloating() && (_to == ElementType.Bool || _to.SizeInBytes() < Math.Min(4, from.SizeInBytes()) ||
            (_to.SizeInBytes() < 4 && _to.IsUnsigned() != from.IsUnsigned()));

    private string Conversion(PlanTensor source, PlanTensor target) => _to switch
    {
        ElementType.Bool => $"x != {source.ScalarType}(0) ? 1 : 0",
        ElementType.UInt8 => "int(x) & 255",
        ElementType.UInt16 => "int(x) & 65535",
        ElementType.Int8 => "(int(x) << 24) >> 24",
        ElementType.Int16 => "(int(x) << 16) >> 16",
        _ => $"{target.ScalarType}(x)",
    };
}
