using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Matrix;

public sealed class GemmTests : OperatorTests
{
    private static readonly (int M, int K, int N)[] Sizes = { (1, 1, 1), (1, 13, 5), (3, 5, 7), (2, 70, 40), (33, 17, 65), (1, 129, 130), (40, 3, 1) };

    [SkippableFact]
    public void Either_factor_transposed() => Check(Sizes.SelectMany(s => new[] { (0, 0), (0, 1), (1, 0), (1, 1) }.SelectMany(t =>
    {
        int[] a = t.Item1 == 1 ? new[] { s.K, s.M } : new[] { s.M, s.K }, b = t.Item2 == 1 ? new[] { s.N, s.K } : new[] { s.K, s.N };
        OperatorCase gemm = Op("Gemm").Set("transA", t.Item1).Set("transB", t.Item2).On(a);
        return new[] { gemm.Weights(b).Weights(s.N), gemm.On(b) };
    })));

    [SkippableFact]
    public void Every_broadcast_of_the_addend() => Check(new[] { 1, 6 }.SelectMany(m =>
        new[] { System.Array.Empty<int>(), new[] { 1 }, new[] { 9 }, new[] { 1, 9 }, new[] { m, 1 }, new[] { 1, 1 }, new[] { m, 9 } }.SelectMany(c =>
        {
            OperatorCase gemm = Op("Gemm").Set("alpha", 0.5).Set("beta", -2.0).On(m, 5);
            return new[]
            {
                gemm.Weights(5, 9).Weights(c), gemm.Weights(5, 9).On(c), gemm.On(5, 9).Weights(c), gemm.On(5, 9).On(c),
            };
        })));

    [SkippableFact]
    public void Factors_alone() => Check(
        Op("Gemm").Set("alpha", 0.25).On(1, 5).Weights(5, 9),
        Op("Gemm").Set("alpha", 0.25).On(4, 5).Weights(5, 9),
        Op("Gemm").Set("beta", 0.0).On(4, 5).Weights(5, 9).On(4, 9),
        Op("Gemm").Set("beta", 3.0).On(1, 5).Weights(5, 9).Weights(9));

    /// <summary>ONNX Runtime's Gemm takes none, its MatMul does.</summary>
    [SkippableFact]
    public void Whole_numbers()
    {
        OperatorCase Product(string name) => Op(name).On(Samples.Whole(ElementType.Int32, new Shape(3, 5), -9, 9))
            .Constant(Samples.Whole(ElementType.Int32, new Shape(5, 6), -9, 9, 1));
        CheckRewritten(Product("MatMul").Build(), Product("Gemm").Build(), Product("Gemm").Feeds);
    }

    [SkippableFact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Contains("has 5 columns, the second [6, 9] has 6 rows", Refusal(Op("Gemm").On(4, 5).Weights(6, 9)));
        Assert.Contains("do not broadcast", Refusal(Op("Gemm").On(4, 5).Weights(5, 9).Weights(8)));
        Assert.Contains("matrices are needed", Refusal(Op("Gemm").On(4, 5, 1).Weights(5, 9)));
    }
}
