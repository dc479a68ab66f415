using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Normalization;

public sealed class SoftmaxVariantTests
{
    /// <summary>Rows of one element, odd ones, rows longer than a group and than shared memory; over neighbours and over what lies apart.</summary>
    [SkippableTheory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    public void Agrees(string name)
    {
        IReadOnlyCollection<string> ran = VariantTrial.Check(new[]
        {
            new OperatorCase(name).Set("axis", -1).On(3, 1), new OperatorCase(name).Set("axis", -1).On(2, 5, 13), new OperatorCase(name).Set("axis", 0).On(67, 3),
            new OperatorCase(name).Set("axis", -1).On(5, 1001), new OperatorCase(name).Set("axis", 1).On(2, 3100),
        }.Select(VariantTrial.Of));
        Assert.Contains("row a group, kept", ran);
        Assert.Contains("row a group", ran);
        Assert.Contains("row an invocation", ran);
    }

    [SkippableTheory]
    [InlineData("ReduceSum")]
    [InlineData("ReduceLogSumExp")]
    [InlineData("ReduceMin")]
    public void Reductions_agree(string name) => VariantTrial.Check(new[]
    {
        new OperatorCase(name).On(3, 5, 13).Constant(1), new OperatorCase(name).On(2, 130).Constant(-1), new OperatorCase(name).On(5, 7, 3),
    }.Select(VariantTrial.Of));
}
