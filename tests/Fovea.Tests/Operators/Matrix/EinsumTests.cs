using Xunit;

namespace Fovea.Tests.Operators.Matrix;

public sealed class EinsumTests : OperatorTests
{
    [SkippableFact]
    public void Of_one_operand() => Check(
        Of("ij->ji").On(3, 5), Of("ij->i").On(3, 5), Of("ij->").On(3, 5), Of("ii->i").On(5, 5), Of("...ii->...i").On(2, 3, 5, 5), Of("ba").On(3, 5),
        Of("b...a->...").On(3, 2, 4, 5));

    [SkippableFact]
    public void Of_two() => Check(
        Of("ij,jk->ik").On(3, 5).On(5, 7), Of("bij,bjk").On(2, 3, 5).On(2, 5, 4), Of("i,i").On(13).On(13), Of("i,j->ij").On(5).On(3),
        Of("...ij,...jk->...ik").On(2, 3, 3, 5).On(2, 3, 5, 4), Of("bhid,bhjd->bhij").On(2, 3, 5, 4).On(2, 3, 6, 4), Of("bij , bij -> b").On(2, 3, 5).On(2, 3, 5));

    [SkippableFact]
    public void Of_more() => Check(
        Of("ij,jk,kl->il").On(3, 5).On(5, 4).On(4, 7), Of("bn,anm,bm->ba").On(2, 5).On(3, 5, 4).On(2, 4), Of("i,i,i,i->").On(5).On(5).On(5).On(5));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("has 2 terms, and there are 1 inputs", Refusal(Of("ij,jk->ik").On(3, 5)));
        Assert.Contains("stands for 5 and for 4", Refusal(Of("ij,jk->ik").On(3, 5).On(4, 7)));
        Assert.Contains("does not fit an input of shape [3, 5]", Refusal(Of("ijk->i").On(3, 5)));
        Assert.Contains("a label twice, or one that no term has", Refusal(Of("ij->k").On(3, 5)));
        Assert.Contains("'?'", Refusal(Of("i?->i").On(3, 5)));
    }

    private static OperatorCase Of(string equation) => Op("Einsum").Set("equation", equation);
}
