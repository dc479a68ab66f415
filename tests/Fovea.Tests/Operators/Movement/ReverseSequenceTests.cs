using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class ReverseSequenceTests : OperatorTests
{
    [SkippableFact]
    public void Along_either_axis() => Check(
        Op("ReverseSequence").On(7, 3, 5).On(Tensor.Vector(7L, 1L, 4L)),
        Op("ReverseSequence").Set("batch_axis", 0).Set("time_axis", 1).On(3, 7, 2).On(Tensor.Vector(7L, 1L, 4L)),
        Op("ReverseSequence").On(4, 2).Constant(2, 3));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("batch axis 1 and time axis 2", Refusal(Op("ReverseSequence").Set("time_axis", 2).On(4, 2).Constant(2, 3)));
        Assert.Contains("the batch has 2 entries", Refusal(Op("ReverseSequence").On(4, 2).Constant(2, 3, 1)));
        Assert.Contains("a length of 5 is outside the 4", Refusal(Op("ReverseSequence").On(4, 2).Constant(2, 5)));
    }
}
