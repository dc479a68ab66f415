using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Normalization;

public sealed class SoftmaxTests : OperatorTests
{
    [SkippableTheory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    public void Along_every_axis(string name) => Check(
        Samples.Images.Concat(Samples.Lines).SelectMany(x => Enumerable.Range(-1, x.Rank + 1).Select(axis => Op(name).Set("axis", axis).On(x)))
            .Append(Op(name).On(2, 5)).Append(Op(name).Set("axis", 2).On(2, 3, 4, 2, 3)).Append(Op(name).On(7)));

    [SkippableTheory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    public void Along_long_rows(string name) => Check(
        Op(name).On(1, 1000), Op(name).On(3, 33), Op(name).Set("axis", 1).On(2, 100, 3, 2), Op(name).Set("axis", 0).On(70, 5));

    [SkippableTheory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    public void Of_large_numbers(string name) => Check(new[] { new Shape(1, 5, 2, 3), new Shape(2, 40) }.SelectMany(x => new[]
    {
        Op(name).Set("axis", 1).On(Samples.Floats(x, 1, 900, 1000)), Op(name).Set("axis", 1).On(Samples.Floats(x, 2, -1000, -900)),
    }));
}
