using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Normalization;

public sealed class InstanceNormalizationTests : OperatorTests
{
    [SkippableFact]
    public void Maps() => Check(Samples.Images.Append(new Shape(2, 1, 1, 3)).Append(new Shape(1, 3, 97, 71)).Append(new Shape(2, 5, 64, 32)).SelectMany(x => new[]
    {
        Op("InstanceNormalization").On(x).Weights(x[1]).Weights(x[1]),
        Op("InstanceNormalization").Set("epsilon", 0.01).On(x).On(x[1]).On(x[1]),
    }));

    [SkippableFact]
    public void A_mean_far_from_zero() => Check(
        Op("InstanceNormalization").On(Samples.Floats(new Shape(1, 3, 80, 70), 1, 99, 101)).Weights(3).Weights(3).Within(1e-4));

    [SkippableFact]
    public void Of_other_ranks() => Check(
        Op("InstanceNormalization").On(2, 5, 11).Weights(5).Weights(5),
        Op("InstanceNormalization").On(2, 5, 3, 4, 6).Weights(5).Weights(5),
        Op("InstanceNormalization").On(1, 3, 2, 3, 4, 5).Weights(3).Weights(3));

    [SkippableFact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("there are 5 channels", Refusal(Op("InstanceNormalization").On(2, 5, 3, 4).Weights(5).Weights(4)));
        Assert.Contains("rank 3 or more", Refusal(Op("InstanceNormalization").On(2, 5).Weights(5).Weights(5)));
    }
}
