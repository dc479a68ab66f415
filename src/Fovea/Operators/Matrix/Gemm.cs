using Fovea.Models;

namespace Fovea.Operators.Matrix;

/// <summary>ONNX <c>Gemm</c>: y = alpha * a * b + beta * c, where a and b may be transposed and c is broadcast or left out.</summary>
/// <remarks>a [M, K], b [K, N], c to [M, N] -> y [M, N].</remarks>
public sealed class Gemm : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public Gemm(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=number a, T b, T? c";

    /// <inheritdoc/>
    public override int? EpilogueInputs => 3;

    /// <inheritdoc/>
    public override void Infer(InferContext x)
    {
        Shape output = Sizes(x.Input(0).Shape, x.Input(1).Shape).Output;
        if (x.Optional(2) is { } c && (c.Shape.Rank > 2 || !Shape.Broadcast(c.Shape, output).Equals(output)))
            throw new ModelException($"The third input has the shape {c.Shape}, which does not broadcast to the product's {output}.");
        x.Output(0, output);
    }

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        MatrixSizes sizes = Sizes(plan.Info(0)!.Shape, plan.Info(1)!.Shape);
        new MatrixProduct(plan, sizes, plan.Has(2), Node.Attributes.Float("alpha", 1), Node.Attributes.Float("beta", 1), EpilogueInputs!.Value).Dispatch();
    }

    private MatrixSizes Sizes(Shape a, Shape b) =>
        MatrixSizes.OfGemm(a, b, Node.Attributes.Flag("transA"), Node.Attributes.Flag("transB"));
}
