using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Signals;

public sealed class MelWeightMatrixTests : OperatorTests
{
    [SkippableFact]
    public void Of_wide_and_narrow_bands() => Check(
        from bands in new[] { 5L, 8L, 40L }
        from length in new[] { 16L, 400L }
        from low in new[] { 0f, 60f }
        select Mel(bands, length, 16000, low, 7000));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("do not fit the 9 elements", Refusal(Mel(8, 16, 8000, 0, 16000)));
        Assert.Contains("each must be at least 1", Refusal(Mel(0, 16, 8000, 0, 4000)));
    }

    private static OperatorCase Mel(long bands, long length, long rate, float low, float high) => Op("MelWeightMatrix")
        .On(Tensor.Scalar(bands)).On(Tensor.Scalar(length)).On(Tensor.Scalar(rate)).On(Tensor.Scalar(low)).On(Tensor.Scalar(high))
        .Gives(ElementType.Float).In(17);
}
