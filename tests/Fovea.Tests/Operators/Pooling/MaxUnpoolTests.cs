using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Pooling;

public sealed class MaxUnpoolTests : OperatorTests
{
    [SkippableFact]
    public void What_was_pooled_goes_back() => Check(
        Op("MaxUnpool").Kernel(2).Stride(2).On(1, 1, 2, 2).On(Tensor.Of<long>(new Shape(1, 1, 2, 2), 5, 7, 13, 15)),
        Op("MaxUnpool").Kernel(3).Stride(2).On(2, 3, 1, 2).On(Tensor.Of<long>(new Shape(2, 3, 1, 2), Enumerable.Range(0, 12).Select(i => i * 7L).ToArray())),
        Op("MaxUnpool").Set("kernel_shape", new[] { 2 }).Set("strides", new[] { 2 }).On(1, 5, 3)
            .On(Tensor.Of<long>(new Shape(1, 5, 3), Enumerable.Range(0, 15).Select(i => i * 2L).ToArray())));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("those of [1, 1, 2, 2] are needed", Refusal(Op("MaxUnpool").Kernel(2).On(1, 1, 2, 2).Constant(Tensor.Of<long>(new Shape(1, 1, 1, 2), 5, 7))));
        Assert.Contains("no kernel_shape", Refusal(Op("MaxUnpool").On(1, 1, 1, 1).Constant(Tensor.Of<long>(new Shape(1, 1, 1, 1), 5))));
    }
}
