using Fovea.Models;

namespace Fovea.Operators.Matrix;

/// <summary>ONNX <c>MatMul</c>: products of matrices, or of batches of them that are broadcast, as NumPy's <c>matmul</c>.</summary>
/// <remarks>a [..., M, K], b [..., K, N] -> y [..., M, N]; a vector is a row on the left, a column on the right, and its axis goes.</remarks>
public sealed class MatMul : Operator
{
    /// <summary>Creates the operator of a node.</summary>
    public MatMul(Node node)
        : base(node)
    {
    }

    /// <inheritdoc/>
    protected override string? Takes => "T=number a, T b";

    /// <inheritdoc/>
    public override int? EpilogueInputs => 2;

    /// <inheritdoc/>
    public override void Infer(InferContext x) => x.Output(0, MatrixSizes.OfMatMul(x.Input(0).Shape, x.Input(1).Shape).Output);

    /// <inheritdoc/>
    public override void Plan(PlanBuilder plan)
    {
        MatrixSizes sizes = MatrixSizes.OfMatMul(plan.Info(0)!.Shape, plan.Info(1)!.Shape);
        new MatrixProduct(plan, sizes, hasAddend: false, 1, 1, EpilogueInputs!.Value).Dispatch();
    }
}
