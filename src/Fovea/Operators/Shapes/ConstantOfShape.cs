using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Operators.Shapes;

/// <summary>ONNX <c>ConstantOfShape</c>: a tensor of the given shape filled with <c>value</c>. Known before a run, so it never runs on the GPU.</summary>
public sealed class ConstantOfShape : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public ConstantOfShape(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "index input";

    /// <inheritdoc/>
    public override bool IsPlanTime(int input) => true;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Tensor value = Node.Attributes.Tensor("value") ?? Tensor.Scalar(0f);
        if (value.Shape.Count != 1)
            throw new ModelException($"{Node}: its value has {value.Shape.Count} elements; one is needed.");
        Shape shape = x.Made(Shape.From(x.Value(0).ToIntegers()));
        int size = value.Type.SizeInBytes();
        var bytes = new byte[(long)size * shape.Count];
        for (int i = 0; i < shape.Count; i++)
            value.Bytes.Span.CopyTo(bytes.AsSpan(i * size));
        x.Known(0, new Tensor(value.Type, shape, bytes));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? Evaluate(IReadOnlyList<Tensor?> inputs, IReadOnlyList<TensorInfo> outputs) =>
        new[] { outputs[0].Value! };

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
    }
}
