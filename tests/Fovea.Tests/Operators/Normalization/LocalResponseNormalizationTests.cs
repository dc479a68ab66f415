using System.Linq;
using Xunit;

namespace Fovea.Tests.Operators.Normalization;

public sealed class LocalResponseNormalizationTests : OperatorTests
{
    [SkippableFact]
    public void Over_any_number_of_channels() => Check(Samples.Images.SelectMany(x => new[] { 1, 3, 5, 9 }
        .Select(size => Op("LRN").Set("size", size).Set("alpha", 0.3f).Set("beta", 0.6f).Set("bias", 1.5f).On(x))));

    [Fact]
    public void A_size_of_nothing_is_refused() => Assert.Contains("size is 0", Refusal(Op("LRN").On(1, 3, 2, 2)));
}
