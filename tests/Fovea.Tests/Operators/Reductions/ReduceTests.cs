using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Reductions;

public sealed class ReduceTests : OperatorTests
{
    public static TheoryData<string> Operators => new()
    {
        "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp",
    };

    [SkippableTheory]
    [MemberData(nameof(Operators))]
    public void Agrees_with_ONNX_Runtime(string name) => Check(new[] { new Shape(2, 5, 3, 4), new Shape(1, 4, 11, 9) }.SelectMany(shape => new[]
    {
        Op(name).On(Positive(shape)).Constant(2, 3),
        Op(name).Set("keepdims", 0).On(Positive(shape)).Constant(3, 2),
        Op(name).On(Positive(shape)).Constant(1),
        Op(name).Set("keepdims", 0).On(Positive(shape)).Constant(0, -2),
        Op(name).On(Positive(shape)),
    }).Concat(new[]
    {
        Op(name).Set("keepdims", 0).On(Positive(new Shape(3, 70))).Constant(-1), Op(name).On(Positive(new Shape(70, 3))).Constant(0),
        Op(name).Set("keepdims", 0).On(Positive(new Shape(2, 5, 6))).Constant(2), Op(name).On(Positive(new Shape(2, 3, 2, 3, 2))).Constant(1, 3),
    }).Select(c => c.Within(2e-5)));

    [SkippableTheory]
    [InlineData("ReduceSum")]
    [InlineData("ReduceMax")]
    [InlineData("ReduceMin")]
    [InlineData("ReduceProd")]
    public void Of_whole_numbers(string name) => Check(new[] { ElementType.Int32, ElementType.Int64 }.SelectMany(type => new[]
    {
        Op(name).On(Samples.Whole(type, new Shape(2, 5, 3), -4, 5)).Constant(1), Op(name).On(Samples.Whole(type, new Shape(100), -1, 2)),
    }));

    [SkippableFact]
    public void No_axes_may_mean_nothing_to_do() => Check(Op("ReduceSum").Set("noop_with_empty_axes", 1).On(2, 5, 3, 4));

    [SkippableFact]
    public void Of_large_numbers() => Check(
        Op("ReduceLogSumExp").On(Samples.Floats(new Shape(2, 80), 1, 500, 510)).Constant(1).Within(1e-5),
        Op("ReduceMax").On(Samples.Floats(new Shape(1, 5, 3, 3), 1, -9, -8)).Constant(2, 3));

    [SkippableFact]
    public void The_old_form() => Check(Op("ReduceMean").Set("axes", new[] { 2, 3 }).In(13).On(2, 5, 3, 4));

    [SkippableTheory]
    [InlineData("ArgMax")]
    [InlineData("ArgMin")]
    public void Places_of_extremes(string name) => Check(Enumerable.Range(-1, 5).SelectMany(axis => new[]
    {
        Op(name).Set("axis", axis).On(2, 5, 3, 4).Gives(ElementType.Int64),
        Op(name).Set("axis", axis).Set("keepdims", 0).On(Samples.Whole(ElementType.Float, new Shape(2, 5, 3, 4), 0, 3)).Gives(ElementType.Int64),
        Op(name).Set("axis", axis).Set("select_last_index", 1).On(Samples.Whole(ElementType.Int32, new Shape(2, 5, 3, 4), 0, 3)).Gives(ElementType.Int64),
    }));

    // For logarithms; and products stay within floats.
    private static Tensor Positive(Shape shape) => Samples.Floats(shape, 9, 0.8, 1.3);
}
