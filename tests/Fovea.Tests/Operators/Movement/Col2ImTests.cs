using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

public sealed class Col2ImTests : OperatorTests
{
    [SkippableFact]
    public void Windows_apart_overlapping_spread_and_padded() => Check(
        Op("Col2Im").On(2, 3 * 6, 5 * 4).Constant(6, 6).Constant(2, 3),
        Op("Col2Im").Set("strides", new[] { 2, 3 }).On(1, 5 * 6, 3 * 2).Constant(6, 6).Constant(2, 3),
        Op("Col2Im").Set("dilations", new[] { 2, 1 }).On(2, 6, 4 * 4).Constant(6, 6).Constant(2, 3),
        Op("Col2Im").Set("pads", new[] { 1, 0, 2, 1 }).Set("strides", new[] { 2, 1 }).On(2, 13 * 9, 3 * 5).Constant(5, 6).Constant(3, 3));

    [SkippableFact]
    public void Of_one_and_of_three_axes() => Check(
        Op("Col2Im").Set("strides", new[] { 2 }).Set("pads", new[] { 1, 1 }).Set("dilations", new[] { 1 }).On(2, 9, 5).Constant(9).Constant(3),
        Op("Col2Im").Set("strides", new[] { 1, 1, 1 }).Set("pads", new[] { 0, 0, 0, 0, 0, 0 }).Set("dilations", new[] { 1, 1, 1 })
            .On(1, 2 * 8, 2 * 3 * 4).Constant(3, 4, 5).Constant(2, 2, 2));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("[N, a multiple of 6, 20]", Refusal(Op("Col2Im").On(2, 18, 19).Constant(6, 6).Constant(2, 3)));
        Assert.Contains("is larger than the image", Refusal(Op("Col2Im").On(2, 18, 19).Constant(2, 2).Constant(2, 3)));
        Assert.Contains("strides is [0, 1]", Refusal(Op("Col2Im").Set("strides", new[] { 0, 1 }).On(2, 18, 20).Constant(6, 6).Constant(2, 3)));
    }
}
