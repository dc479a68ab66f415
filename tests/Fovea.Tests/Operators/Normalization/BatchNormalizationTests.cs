using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Normalization;

public sealed class BatchNormalizationTests : OperatorTests
{
    [SkippableFact]
    public void With_constant_statistics() => Check(Samples.Images.Concat(Samples.Lines).Append(new Shape(3, 5)).Append(new Shape(1, 3, 2, 4, 2)).SelectMany(x => new[]
    {
        Op("BatchNormalization").On(x).Weights(x[1]).Weights(x[1]).Weights(x[1]).Constant(Variance(x[1])),
        Op("BatchNormalization").Set("epsilon", 0.1f).On(x).Weights(x[1]).Weights(x[1]).Weights(x[1]).Constant(Variance(x[1])),
    }));

    [SkippableFact]
    public void With_statistics_that_arrive_at_run_time() => Check(Samples.Images.Append(new Shape(3, 5)).SelectMany(x => new[]
    {
        Op("BatchNormalization").Set("epsilon", 0.01f).On(x).On(x[1]).On(x[1]).On(x[1]).On(Variance(x[1])),
        Op("BatchNormalization").On(x).Weights(x[1]).On(x[1]).Weights(x[1]).Constant(Variance(x[1])),
    }));

    private static Tensor Variance(int channels) => Samples.Floats(new Shape(channels), 7, 0.1, 3);
}
