using Fovea.Models;

namespace Fovea.Operators.Normalization;

/// <summary>
/// ONNX <c>LRN</c>: y = x / (bias + alpha / size * sum)^beta, with the sum of the squares of <c>size</c> neighbouring channels (Krizhevsky,
/// Sutskever, Hinton, "ImageNet classification with deep convolutional neural networks", 2012).
/// </summary>
/// <remarks>x [N, C, ...].</remarks>
public sealed class LocalResponseNormalization : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public LocalResponseNormalization(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "float x";

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        TensorInfo data = x.Input(0);
        if (!data.Type.IsFloating() || data.Shape.Rank < 2)
            throw new ModelException($"{Node} normalizes {data}; it needs floating-point channels, so rank 2 or more.");
        if (Node.Attributes.Int("size") < 1)
            throw new ModelException($"{Node}: size is {Node.Attributes.Int("size")}; at least 1 channel must be summed.");
        x.Output(0, data.Shape);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        Shape shape = plan.Output(0).Shape;
        int size = (int)System.Math.Min(Node.Attributes.Int("size"), int.MaxValue / 4);
        plan.Dispatch("operators/normalization/lrn.comp")
            .Read(plan.Input(0)).Write(plan.Output(0))
            .Int(shape.Count, shape[1], shape.Product(2, shape.Rank), (size - 1) / 2, size / 2)
            .Float(Node.Attributes.Float("alpha", 1e-4f) / size, Node.Attributes.Float("beta", 0.75f), Node.Attributes.Float("bias", 1))
            .OverLine(shape.Count);
    }
}
