using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Convolution;

public sealed class ConvTests : OperatorTests
{
    [SkippableFact]
    public void One_by_one() => Check(Samples.Images
        .SelectMany(x => new[] { 1, 5, 8, 13 }.Select(m => Op("Conv").On(x).Weights(m, x[1], 1, 1).Weights(m)))
        .Append(Op("Conv").On(1, 13, 1, 1).Weights(5, 13, 1, 1))
        .Append(Op("Conv").On(2, 3, 1, 2).Weights(5, 3, 1, 1)));

    [SkippableFact]
    public void One_by_one_that_moves_pixels() => Check(
        Op("Conv").Stride(2).On(2, 5, 7, 9).Weights(13, 5, 1, 1).Weights(13),
        Op("Conv").Pads(1, 0, 0, 2).On(2, 5, 7, 9).Weights(3, 5, 1, 1).Weights(3),
        Op("Conv").Stride(3, 4).Pads(1).On(1, 3, 8, 5).Weights(1, 3, 1, 1));

    [SkippableFact]
    public void Three_by_three_at_every_odd_size() => Check(Samples.Images
        .SelectMany(x => new[] { 1, 3, 13 }.Select(m => Op("Conv").Kernel(3).Pads(1).On(x).Weights(m, x[1], 3, 3).Weights(m))));

    [SkippableTheory]
    [InlineData(2, 2, 1)]
    [InlineData(5, 5, 2)]
    [InlineData(7, 7, 2)]
    [InlineData(1, 4, 1)]
    [InlineData(6, 3, 3)]
    [InlineData(3, 2, 5)]
    [InlineData(4, 9, 2)]
    public void Other_kernels(int height, int width, int stride) => Check(
        Op("Conv").Kernel(height, width).Stride(stride).Pads(2, 3, 1, 0).On(2, 5, 11, 13).Weights(13, 5, height, width).Weights(13),
        Op("Conv").Stride(stride).Pads(0, 1, 4, 2).On(1, 3, 9, 10).Weights(5, 3, height, width));

    [SkippableFact]
    public void Dilations() => Check(
        Op("Conv").Dilation(2).Pads(2).On(2, 5, 9, 7).Weights(6, 5, 3, 3).Weights(6),
        Op("Conv").Dilation(3, 1).Stride(2).Pads(1).On(1, 3, 11, 8).Weights(5, 3, 3, 3).Weights(5),
        Op("Conv").Dilation(1, 6).Pads(1, 6, 1, 6).On(1, 13, 6, 9).Weights(4, 13, 3, 3).Weights(4),
        Op("Conv").Dilation(4).Pads(9, 0, 0, 5).On(1, 1, 7, 9).Weights(5, 1, 3, 2).Weights(5));

    [SkippableTheory]
    [InlineData("SAME_UPPER")]
    [InlineData("SAME_LOWER")]
    [InlineData("VALID")]
    [InlineData("NOTSET")]
    public void Automatic_padding(string padding) => Check(new[] { (3, 3, 1), (3, 3, 2), (2, 5, 2), (4, 4, 3), (1, 6, 1) }
        .SelectMany(k => new[] { new Shape(1, 3, 7, 9), new Shape(2, 5, 8, 6) }
            .Select(x => Op("Conv").Set("auto_pad", padding).Stride(k.Item3).On(x).Weights(5, x[1], k.Item1, k.Item2).Weights(5))));

    /// <summary>As ONNX's shape inference has it; ONNX Runtime crops such inputs instead.</summary>
    [SkippableFact]
    public void Automatic_padding_never_crops()
    {
        OperatorCase x = Op("Conv").Stride(4).On(2, 5, 8, 6).Weights(5, 5, 1, 2);
        CheckRewritten(x.Set("auto_pad", "VALID").Build(), x.Set("auto_pad", "SAME_UPPER").Build(), x.Feeds);
    }

    [SkippableFact]
    public void Groups_of_any_size() => Check(
        new[] { (2, 8, 8), (2, 8, 16), (2, 16, 4), (3, 3, 6), (3, 9, 3), (2, 6, 10), (5, 5, 15), (4, 12, 20), (3, 15, 21), (7, 14, 7), (2, 2, 64) }
            .SelectMany(g => new[] { 1, 3 }.Select(k => Op("Conv").Set("group", g.Item1).Kernel(k).Pads(k / 2)
                .On(2, g.Item2, 5, 6).Weights(g.Item3, g.Item2 / g.Item1, k, k).Weights(g.Item3))));

    [SkippableFact]
    public void Depthwise() => Check(Samples.Images.Where(x => x[1] > 1)
        .SelectMany(x => new[] { (3, 3, 1, 1), (3, 3, 2, 1), (5, 5, 1, 1), (3, 3, 1, 3), (2, 9, 2, 1), (1, 1, 1, 1), (3, 2, 3, 1) }
            .Select(k => Op("Conv").Set("group", x[1]).Stride(k.Item3).Dilation(k.Item4).Pads(3, 4, 2, 4)
                .On(x).Weights(x[1], 1, k.Item1, k.Item2).Weights(x[1]))));

    [SkippableFact]
    public void Signals() => Check(Samples.Lines.SelectMany(x => new[]
    {
        Op("Conv").Set("kernel_shape", new[] { 3 }).Set("pads", new[] { 1, 2 }).On(x).Weights(5, x[1], 3).Weights(5),
        Op("Conv").Set("strides", new[] { 2 }).Set("dilations", new[] { 2 }).On(x).Weights(3, x[1], 2),
        Op("Conv").On(x).Weights(4, x[1], 1).Weights(4),
        Op("Conv").Set("group", x[1]).Set("auto_pad", "SAME_UPPER").On(x).Weights(x[1], 1, 4).Weights(x[1]),
    }));

    [SkippableFact]
    public void Weights_that_only_a_run_brings() => Check(
        Op("Conv").Pads(1).On(2, 5, 6, 7).On(13, 5, 3, 3).On(13),
        Op("Conv").Pads(1).On(2, 5, 6, 7).On(6, 5, 3, 3),
        Op("Conv").Pads(1).On(1, 5, 6, 7).Weights(6, 5, 3, 3).On(6),
        Op("Conv").On(1, 5, 6, 7).On(6, 5, 1, 1).Weights(6),
        Op("Conv").Set("group", 5).Pads(1).On(1, 5, 6, 7).On(5, 1, 3, 3).On(5),
        Op("Conv").Set("group", 3).Pads(1).On(1, 9, 6, 7).On(15, 3, 3, 3).On(15),
        Op("Conv").On(2, 5, 9).On(3, 5, 2).On(3));

    [SkippableFact]
    public void Constant_picture_and_no_images() => Check(
        Op("Conv").Pads(1).Weights(1, 3, 6, 7).On(4, 3, 3, 3).Weights(4),
        Op("Conv").Pads(1).On(0, 3, 6, 7).Weights(4, 3, 3, 3).Weights(4));

    [SkippableFact]
    public void Many_channels() => Check(
        Op("Conv").Pads(1).On(1, 64, 9, 11).Weights(70, 64, 3, 3).Weights(70),
        Op("Conv").On(1, 130, 9, 11).Weights(65, 130, 1, 1).Weights(65));

    [SkippableTheory]
    [InlineData("weights [4, 3, 3, 3] in 1 groups read 3 channels", new[] { 1, 5, 6, 6 }, new[] { 4, 3, 3, 3 }, new[] { 4 })]
    [InlineData("bias has the shape [3]", new[] { 1, 3, 6, 6 }, new[] { 4, 3, 3, 3 }, new[] { 3 })]
    [InlineData("as many dimensions as the input", new[] { 1, 3, 6, 6 }, new[] { 4, 3, 3 }, new[] { 4 })]
    [InlineData("the input has the shape [1, 3, 6, 6, 6, 6]", new[] { 1, 3, 6, 6, 6, 6 }, new[] { 4, 3, 3, 3, 3, 3 }, new[] { 4 })]
    [InlineData("spans 7 elements, but the input has 6", new[] { 1, 3, 6, 6 }, new[] { 4, 3, 7, 7 }, new[] { 4 })]
    public void Shapes_that_do_not_fit_are_refused(string reason, int[] x, int[] w, int[] b)
    {
        string message = Refusal(Op("Conv").On(x).Weights(w).Weights(b));
        Assert.Contains(reason, message);
        Assert.Contains("Conv", message);
    }

    [SkippableFact]
    public void Attributes_that_do_not_fit_are_refused()
    {
        OperatorCase x = Op("Conv").On(1, 3, 6, 6).Weights(4, 3, 3, 3);
        Assert.Contains("kernel_shape", Refusal(x.Kernel(5)));
        Assert.Contains("strides", Refusal(x.Stride(0)));
        Assert.Contains("pads", Refusal(x.Pads(1, 1, 1)));
        Assert.Contains("auto_pad", Refusal(x.Set("auto_pad", "SAME")));
        Assert.Contains("2 groups", Refusal(x.Set("group", 2)));
    }
}
