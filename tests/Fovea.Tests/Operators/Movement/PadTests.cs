using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class PadTests : OperatorTests
{
    public static TheoryData<string> Modes => new() { "constant", "reflect", "edge", "wrap" };

    [SkippableTheory]
    [MemberData(nameof(Modes))]
    public void Rows_and_columns(string mode) => Check(Samples.Images.Select(x =>
        Op("Pad").Set("mode", mode).On(x).Constant(0, 0, 1, 2, 0, 0, 3, 1)));

    // Three channels at least: ONNX Runtime wraps around once only, so that a pad longer than its axis reads beyond it.
    [SkippableTheory]
    [InlineData("constant")]
    [InlineData("edge")]
    [InlineData("wrap")]
    public void Batch_and_channels(string mode) => Check(Samples.Images.Where(x => x[1] >= 3).SelectMany(x => new[]
    {
        Op("Pad").Set("mode", mode).On(x).Constant(1, 2, 0, 1, 0, 1, 1, 0), Op("Pad").Set("mode", mode).On(x).Constant(0, 0, 0, 0, 0, 3, 0, 0),
    }));

    [SkippableFact]
    public void With_a_value_and_axes() => Check(Samples.Images.SelectMany(x => new[]
    {
        Op("Pad").On(x).Constant(0, 0, 1, 2, 0, 0, 3, 1).Constant(Tensor.Scalar(-1.5f)),
        Op("Pad").On(x).Constant(1, 0, 2, 3).Constant(Tensor.Scalar(2.5f)).Constant(1, -1),
        Op("Pad").Set("mode", "edge").On(x).Constant(1, 2, 2, 1).Without().Constant(3, 2),
    }));

    [SkippableTheory]
    [MemberData(nameof(Modes))]
    public void Negative_pads_cut_off(string mode) => Check(
        Op("Pad").Set("mode", mode).On(2, 5, 6, 7).Constant(0, 0, -1, 2, 0, 0, 1, -2), Op("Pad").Set("mode", mode).On(2, 5, 6, 7).Constant(0, -1, 0, 0, 0, -2, 0, -3));

    [SkippableTheory]
    [MemberData(nameof(Modes))]
    public void Of_other_ranks_and_types(string mode) => Check(
        Op("Pad").Set("mode", mode).On(5).Constant(2, 3),
        Op("Pad").Set("mode", mode).On(2, 9, 4).Constant(0, 0, 1, 0, 0, 2),
        Op("Pad").Set("mode", mode).On(2, 3, 4, 2, 5).Constant(0, 1, 1, 0, 2, 0, 0, 2, 1, 0),
        Op("Pad").Set("mode", mode).On(Samples.Whole(ElementType.Int64, new Shape(3, 4), -9, 9)).Constant(1, 0, 0, 2));

    [SkippableFact]
    public void The_old_form() => Check(
        Op("Pad").Set("pads", new[] { 0, 0, 1, 2, 0, 0, 3, 1 }).Set("value", 0.5f).In(10).On(2, 5, 6, 7),
        Op("Pad").Set("mode", "reflect").Set("pads", new[] { 0, 0, 1, 2, 0, 0, 3, 1 }).In(10).On(2, 5, 6, 7));
}
