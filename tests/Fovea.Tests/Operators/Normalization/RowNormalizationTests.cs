using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Normalization;

public sealed class RowNormalizationTests : OperatorTests
{
    [SkippableFact]
    public void Layers() => Check(
        Op("LayerNormalization").On(2, 5, 13).Weights(13).Weights(13),
        Op("LayerNormalization").Set("epsilon", 0.01).On(3, 200).Weights(200),
        Op("LayerNormalization").Set("axis", 1).On(2, 3, 5, 7).Weights(3, 5, 7).On(3, 5, 7),
        Op("LayerNormalization").Set("axis", -2).On(2, 3, 5, 7).On(5, 7).Weights(5, 7),
        Op("LayerNormalization").Set("axis", 0).On(9).Weights(9).Weights(9),
        Op("LayerNormalization").On(Samples.Floats(new Shape(4, 96), 1, 99, 101)).Weights(96).Weights(96).Within(1e-4));

    [SkippableFact]
    public void Groups() => Check(Samples.Images.SelectMany(x => new[] { 1, x[1] }.Select(groups => (x, groups)))
        .Append((new Shape(2, 6, 5, 7), 3)).Append((new Shape(1, 12, 4, 3), 2)).Append((new Shape(2, 8, 5), 4)).Append((new Shape(1, 4, 2, 3, 5), 2))
        .Select(c => Op("GroupNormalization").Set("num_groups", c.Item2).On(c.Item1).Weights(c.Item1[1]).Weights(c.Item1[1])));

    [SkippableFact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("from axis 2 on", Refusal(Op("LayerNormalization").On(2, 5, 13).Weights(5)));
        Assert.Contains("cannot be shared by 2 groups", Refusal(Op("GroupNormalization").Set("num_groups", 2).On(1, 5, 3, 3).Weights(5).Weights(5)));
        Assert.Contains("there are 6 channels", Refusal(Op("GroupNormalization").Set("num_groups", 2).On(1, 6, 3, 3).Weights(6).Weights(2)));
    }
}
