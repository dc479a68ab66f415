using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Matrix;

public sealed class MatrixVariantTests
{
    [SkippableFact]
    public void Rows_and_vectors_by_a_constant_matrix()
    {
        IReadOnlyCollection<string> ran = VariantTrial.Check(new[]
        {
            VariantTrial.Of(new OperatorCase("Gemm").On(1, 33).Weights(33, 10).Weights(10)),
            VariantTrial.Of(new OperatorCase("Gemm").On(1, 132).Weights(132, 13).Weights(1)),
            VariantTrial.Of(new OperatorCase("Gemm").Set("transB", 1).Set("alpha", 0.5).Set("beta", 2.0).On(1, 256).Weights(20, 256).Weights(1, 20)),
            VariantTrial.Of(new OperatorCase("Gemm").Set("transB", 1).On(5, 128).Weights(36, 128).Weights(36)),
            VariantTrial.Of(new OperatorCase("Gemm").On(13, 12).Weights(12, 72)),
            VariantTrial.Of(new OperatorCase("MatMul").On(2, 5, 8).Weights(8, 12)),
            VariantTrial.Of(new OperatorCase("MatMul").On(3, 7).Weights(7, 5)),
        });
        Assert.Contains(ran, name => name.StartsWith("vector") && name.Contains("split"));
        Assert.Contains(ran, name => name.StartsWith("panel") && name.Contains("split"));
        Assert.Contains(ran, name => name.StartsWith("panel") && name.Contains("by 8"));
        Assert.Contains("vector by 4x16", ran);
    }

    [SkippableFact]
    public void Any_matrices()
    {
        IReadOnlyCollection<string> ran = VariantTrial.Check(new[]
        {
            VariantTrial.Of(new OperatorCase("Gemm").Set("transA", 1).On(33, 70).On(33, 65).On(65)),
            VariantTrial.Of(new OperatorCase("Gemm").Set("transA", 1).On(12, 8).Weights(12, 16).Weights(8, 1)),
            VariantTrial.Of(new OperatorCase("MatMul").On(2, 3, 5, 17).On(2, 1, 17, 13)),
            VariantTrial.Of(new OperatorCase("MatMul").On(1, 5).On(5, 3)),
        });
        Assert.Contains("tiled 64x64", ran);
    }

    [SkippableTheory]
    [InlineData("clip", 1, 36, 132)]
    [InlineData("residual", 5, 36, 128)]
    [InlineData("residual", 1, 13, 33)]
    [InlineData("everything", 13, 8, 12)]
    public void With_an_epilogue(string tail, int rows, int columns, int depth) =>
        VariantTrial.Check(new[] { VariantTrial.Of(MatrixEpilogueTests.Case("Gemm", rows, "bc", tail, depth, columns), 3) });
}
