using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Matrix;

public sealed class MatMulTests : OperatorTests
{
    [SkippableFact]
    public void As_NumPy_multiplies() => Check(new[]
    {
        (new[] { 3, 5 }, new[] { 5, 7 }), (new[] { 5 }, new[] { 5, 7 }), (new[] { 3, 5 }, new[] { 5 }), (new[] { 5 }, new[] { 5 }),
        (new[] { 2, 3, 5 }, new[] { 5, 7 }), (new[] { 2, 3, 5 }, new[] { 2, 5, 7 }), (new[] { 5 }, new[] { 2, 5, 7 }),
        (new[] { 2, 3, 5 }, new[] { 5 }), (new[] { 2, 1, 3, 5 }, new[] { 4, 5, 7 }), (new[] { 4, 3, 5 }, new[] { 2, 1, 5, 7 }),
        (new[] { 2, 1, 3, 1, 3, 5 }, new[] { 1, 4, 1, 2, 5, 2 }), (new[] { 3, 5 }, new[] { 2, 3, 5, 7 }), (new[] { 1, 1, 1, 5 }, new[] { 5, 6 }),
        (new[] { 2, 37, 45 }, new[] { 2, 45, 50 }),
    }.SelectMany(s => new[] { Op("MatMul").On(s.Item1).On(s.Item2), Op("MatMul").On(s.Item1).Weights(s.Item2) }));

    [SkippableFact]
    public void Whole_numbers_and_nothing_to_sum() => Check(
        Op("MatMul").On(Samples.Whole(ElementType.Int32, new Shape(2, 3, 5), -9, 9)).On(Samples.Whole(ElementType.Int32, new Shape(5, 4), -9, 9, 1)),
        Op("MatMul").On(Samples.Whole(ElementType.UInt32, new Shape(3, 5), 0, 9)).Constant(Samples.Whole(ElementType.UInt32, new Shape(5, 4), 0, 9, 1)),
        Op("MatMul").On(3, 0).On(0, 4),
        Op("MatMul").On(0, 3).On(3, 4));

    [SkippableFact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Contains("has 5 columns, the second [4, 7] has 4 rows", Refusal(Op("MatMul").On(3, 5).On(4, 7)));
        Assert.Contains("do not broadcast", Refusal(Op("MatMul").On(2, 3, 5).On(3, 5, 7)));
    }
}
