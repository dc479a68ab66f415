using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Operators.Convolution;

public sealed class ConvTransposeTests : OperatorTests
{
    [SkippableFact]
    public void Kernels_and_strides() => Check(
        from x in Samples.Images
        from k in new[] { (2, 2, 2), (3, 3, 1), (3, 3, 2), (4, 4, 2), (1, 1, 1), (5, 2, 3), (2, 3, 4) }
        from m in new[] { 1, 5, 13 }
        where m != 5 || k.Item3 == 2
        select Op("ConvTranspose").Stride(k.Item3).On(x).Weights(x[1], m, k.Item1, k.Item2).Weights(m));

    [SkippableFact]
    public void Pads_and_output_padding() => Check(Samples.Images.SelectMany(x => new[]
    {
        Op("ConvTranspose").Stride(2).Pads(1).Set("output_padding", new[] { 1, 1 }).On(x).Weights(x[1], 6, 3, 3).Weights(6),
        Op("ConvTranspose").Stride(3, 2).Pads(0, 2, 1, 1).Set("output_padding", new[] { 2, 0 }).On(x).Weights(x[1], 3, 4, 5),
        Op("ConvTranspose").Pads(2, 1, 0, 2).On(x).Weights(x[1], 3, 3, 4).Weights(3),
    }));

    [SkippableFact]
    public void Dilations() => Check(
        Op("ConvTranspose").Dilation(2).On(2, 5, 4, 6).Weights(5, 6, 3, 3).Weights(6),
        Op("ConvTranspose").Dilation(2).Stride(2).Pads(1).On(2, 5, 4, 6).Weights(5, 6, 3, 3).Weights(6),
        Op("ConvTranspose").Dilation(2, 3).Stride(3, 2).Pads(1, 2, 0, 1).On(1, 3, 5, 4).Weights(3, 5, 3, 2).Weights(5),
        Op("ConvTranspose").Dilation(4, 2).Stride(6, 4).On(1, 3, 3, 4).Weights(3, 5, 3, 4).Weights(5));

    [SkippableFact]
    public void Groups() => Check(
        new[] { (2, 8, 8), (2, 8, 16), (2, 16, 4), (3, 9, 3), (2, 6, 10), (4, 12, 20), (7, 14, 7), (5, 5, 5), (13, 13, 13), (5, 5, 15) }
            .Select(g => Op("ConvTranspose").Set("group", g.Item1).Stride(2).Pads(1).On(2, g.Item2, 5, 6).Weights(g.Item2, g.Item3 / g.Item1, 3, 4).Weights(g.Item3)));

    [SkippableTheory]
    [InlineData("SAME_UPPER")]
    [InlineData("SAME_LOWER")]
    [InlineData("VALID")]
    public void Automatic_padding(string padding) => Check(new[] { (3, 3, 1), (3, 3, 2), (4, 5, 3) }.SelectMany(k =>
        new[] { new Shape(1, 3, 5, 4), new Shape(2, 5, 3, 6) }.Select(x =>
            Op("ConvTranspose").Set("auto_pad", padding).Stride(k.Item3).On(x).Weights(x[1], 5, k.Item1, k.Item2).Weights(5))));

    [SkippableFact]
    public void A_shape_of_the_output() => Check(
        Op("ConvTranspose").Stride(3, 2).Set("output_shape", new[] { 10, 8 }).On(1, 1, 3, 3).Weights(1, 2, 3, 3),
        Op("ConvTranspose").Stride(2).Set("output_shape", new[] { 8, 11 }).On(2, 5, 4, 6).Weights(5, 3, 3, 3).Weights(3),
        Op("ConvTranspose").Stride(2).Set("auto_pad", "SAME_UPPER").Set("output_shape", new[] { 8, 11 }).On(2, 5, 4, 6).Weights(5, 3, 3, 3).Weights(3),
        Op("ConvTranspose").Stride(2).Set("auto_pad", "SAME_LOWER").Set("output_shape", new[] { 8, 11 }).On(2, 5, 4, 6).Weights(5, 3, 3, 4).Weights(3));

    [SkippableFact]
    public void Signals() => Check(Samples.Lines.SelectMany(x => new[]
    {
        Op("ConvTranspose").Set("strides", new[] { 2 }).Set("pads", new[] { 1, 0 }).On(x).Weights(x[1], 5, 3).Weights(5),
        Op("ConvTranspose").Set("strides", new[] { 3 }).Set("dilations", new[] { 2 }).Set("output_padding", new[] { 1 }).On(x).Weights(x[1], 3, 4),
    }));

    [SkippableFact]
    public void Weights_that_only_a_run_brings() => Check(
        Op("ConvTranspose").Stride(2).Pads(1).On(2, 5, 4, 6).On(5, 13, 3, 3).On(13),
        Op("ConvTranspose").Stride(2).On(1, 5, 4, 6).Weights(5, 6, 3, 3).On(6),
        Op("ConvTranspose").Set("group", 3).Stride(2).On(1, 9, 4, 6).On(9, 5, 3, 3).On(15),
        Op("ConvTranspose").Set("group", 5).Stride(2).On(1, 5, 4, 6).On(5, 1, 3, 3).On(5));

    [SkippableTheory]
    [InlineData("Relu")]
    [InlineData("Sigmoid")]
    [InlineData("Add")]
    [InlineData("Mul")]
    public void Agrees_with_the_node_behind_it_apart(string tail)
    {
        foreach (int groups in new[] { 1, 5 })
        {
            var constants = new Dictionary<string, Tensor>
            {
                ["w"] = Samples.Floats(new Shape(5, 5 / groups, 3, 3), 2),
                ["b"] = Samples.Floats(new Shape(5), 3),
            };
            var feeds = new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(2, 5, 4, 6), 1) };
            if (tail == "Mul")
                constants["slope"] = Samples.Floats(new Shape(1, 5, 1, 1), 4);
            if (tail == "Add")
                feeds["operand"] = Samples.Floats(new Shape(2, 5, 9, 13), 5);
            string[] inputs = tail switch { "Mul" => new[] { "slope", "v" }, "Add" => new[] { "v", "operand" }, _ => new[] { "v" } };
            var kernel = new Node("ConvTranspose", new[] { "x", "w", "b" }, new[] { "v" })
            {
                Attributes = Attributes.None.With("group", (long)groups).With("strides", new[] { 2L, 2L }),
            };
            var fused = new Fused(kernel, new[] { new Node(tail, inputs, new[] { "y" }) }, constants, feeds);
            CheckRewritten(fused.Apart, fused.Together(3), fused.Feeds);
            // As the planner fuses it.
            Check(fused.Apart, fused.Feeds);
        }
    }

    [SkippableFact]
    public void What_does_not_fit_is_refused()
    {
        OperatorCase x = Op("ConvTranspose").On(1, 3, 4, 5);
        Assert.Contains("read 4 channels", Refusal(x.Weights(4, 5, 3, 3)));
        Assert.Contains("as many dimensions", Refusal(x.Weights(3, 5, 3)));
        Assert.Contains("bias has the shape [4]", Refusal(x.Weights(3, 5, 3, 3).Weights(4)));
        Assert.Contains("kernel_shape", Refusal(x.Kernel(2).Weights(3, 5, 3, 3)));
        Assert.Contains("cannot be left", Refusal(x.Pads(4).Weights(3, 5, 3, 3)));
        Assert.Contains("2 groups", Refusal(x.Set("group", 2).Weights(3, 5, 3, 3)));
    }
}
