using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Convolution;

public sealed class VolumeConvolutionTests : OperatorTests
{
    [SkippableFact]
    public void Convolutions() => Check(
        Op("Conv").On(2, 3, 5, 7, 6).Weights(5, 3, 2, 3, 2).Weights(5),
        Op("Conv").Set("pads", new[] { 1, 0, 2, 1, 1, 0 }).Set("strides", new[] { 2, 1, 3 }).On(1, 1, 6, 5, 9).Weights(13, 1, 3, 2, 3),
        Op("Conv").Set("dilations", new[] { 1, 2, 2 }).Set("group", 2).On(1, 4, 5, 8, 7).Weights(6, 2, 2, 3, 3).Weights(6),
        Op("Conv").Set("auto_pad", "SAME_UPPER").Set("strides", new[] { 2, 2, 2 }).On(1, 5, 5, 4, 7).Weights(8, 5, 3, 3, 3),
        // Depthwise, and with weights that only a run brings.
        Op("Conv").Set("group", 5).On(1, 5, 4, 4, 4).On(5, 1, 2, 2, 2));

    [SkippableFact]
    public void Transposed_ones() => Check(
        Op("ConvTranspose").On(1, 3, 3, 4, 5).Weights(3, 2, 3, 3, 3),
        Op("ConvTranspose").Set("strides", new[] { 2, 3, 1 }).Set("pads", new[] { 1, 0, 1, 0, 1, 1 }).On(2, 5, 3, 2, 4).Weights(5, 4, 3, 3, 2).Weights(4),
        Op("ConvTranspose").Set("strides", new[] { 2, 2, 2 }).Set("output_padding", new[] { 1, 0, 1 }).Set("group", 2).On(1, 4, 2, 3, 2).Weights(4, 3, 2, 3, 3).Weights(6),
        Op("ConvTranspose").Set("dilations", new[] { 2, 1, 2 }).On(1, 2, 3, 3, 3).Weights(2, 3, 2, 2, 2));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("one to three spatial axes", Refusal(Op("Conv").On(1, 1, 2, 2, 2, 2).Weights(1, 1, 1, 1, 1, 1)));
        Assert.Contains("as many dimensions", Refusal(Op("Conv").On(1, 1, 2, 2, 2).Weights(1, 1, 1, 1)));
    }
}
