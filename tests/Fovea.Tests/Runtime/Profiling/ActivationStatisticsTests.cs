using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime.Profiling;
using Fovea.Tests.Models;
using Fovea.Tests.Player;
using Xunit;

namespace Fovea.Tests.Runtime.Profiling;

public sealed class ActivationStatisticsTests
{
    [Fact]
    public void Statistics_are_those_of_the_elements()
    {
        LayerActivations layer = Of([1, 0, 4, 7, 0, -12]);
        // The mean of six is 0, the squares add up to 1 + 16 + 49 + 144 = 210.
        Assert.Equal(0, layer.Mean);
        Assert.Equal(Math.Sqrt(35), layer.Deviation, 12);
        Assert.Equal((-12.0, 7.0), (layer.Least, layer.Most));
        Assert.Equal(2 / 6.0, layer.ZeroShare, 12);
        Assert.True(layer.IsFinite);
    }

    [Fact]
    public void A_small_spread_about_a_large_mean_is_not_lost()
    {
        // Squares of 1e7 fill a float: 1e7 - 1, 1e7, 1e7 + 1 have a deviation of sqrt(2/3).
        Assert.Equal(Math.Sqrt(2 / 3.0), Of([9999999, 10000000, 10000001]).Deviation, 9);
    }

    [Fact]
    public void What_is_no_number_is_counted_and_left_out()
    {
        LayerActivations layer = Of([float.NaN, 2, float.PositiveInfinity, 4, float.NegativeInfinity, float.NaN]);
        Assert.Equal((2L, 2L, 3.0, 1.0), (layer.NaNs, layer.Infinities, layer.Mean, layer.Deviation));
        Assert.False(layer.IsFinite);
        Assert.True(double.IsNaN(Of([float.NaN]).Mean));
    }

    [SkippableTheory]
    [InlineData(1, ActivationTrend.Steady, 1)]
    [InlineData(0.1, ActivationTrend.Vanishing, 1e-5)]
    [InlineData(10, ActivationTrend.Exploding, 1e5)]
    [InlineData(0.5, ActivationTrend.Steady, 1 / 32.0)]
    public void A_chain_of_products_grows_by_its_factor_in_each(double factor, ActivationTrend trend, double growth)
    {
        CommandLine.NeedOnnxRuntime();
        ActivationStatistics statistics = Chain((float)factor);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6], statistics.Layers.Select(l => l.Depth));
        Assert.Equal(trend, statistics.Trend);
        Assert.Equal(1, statistics.Growth!.Value / growth, 4);
        Assert.Empty(statistics.Constant);
    }

    [SkippableFact]
    public void Infinity_is_found_where_it_begins()
    {
        CommandLine.NeedOnnxRuntime();
        ActivationStatistics statistics = Chain(1e20f);
        Assert.Equal(ActivationTrend.NotFinite, statistics.Trend);
        Assert.Equal("m1", statistics.FirstNotFinite!.Name);
    }

    [SkippableFact]
    public void Layers_that_give_nothing_are_named()
    {
        CommandLine.NeedOnnxRuntime();
        ActivationStatistics statistics = Chain(0);
        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5"], statistics.Constant.Select(l => l.Name));
        Assert.Null(statistics.Growth);
    }

    [SkippableFact]
    public void Every_layer_of_a_trained_network_is_there_and_steady()
    {
        CommandLine.NeedOnnxRuntime();
        Golden golden = Golden.Load("mobilenet_v2_224");
        Model model = OnnxFile.Load(golden.ModelPath);
        using var runner = OnnxRuntimeRunner.Load(golden.ModelPath);
        ActivationStatistics statistics = ActivationStatistics.Of(model.Graph, runner.RunAll(golden.Inputs));
        Assert.Equal(52 + 1, statistics.Layers.Count(l => l.HasWeights));
        // 17 blocks of 3 (the first of 2), a convolution before and one behind, and the linear layer.
        Assert.Equal(53, statistics.Layers.Max(l => l.Depth));
        Assert.Equal(ActivationTrend.Steady, statistics.Trend);
        Assert.All(statistics.Layers.Where(l => l.Operator == "Clip" && l.Depth < 53), l => Assert.InRange(l.Most, 0, 6));
        double[] logits = golden.Outputs.Values.Single().ToDoubles();
        Assert.Equal(logits.Average(), statistics.Layers[^1].Mean, 3);
        Assert.Equal(Math.Sqrt(logits.Average(v => (v - logits.Average()) * (v - logits.Average()))), statistics.Layers[^1].Deviation, 3);
    }

    // Six products with a multiple of the identity, each with a layer behind it that has no weights.
    private static ActivationStatistics Chain(float factor)
    {
        Net net = new Net(13).Input("x", 1, 3).Output("n5").Constant("w", Tensor.Of<float>(new Shape(3, 3), factor, 0, 0, 0, factor, 0, 0, 0, factor));
        for (int i = 0; i < 6; i++)
            net = net.Node("MatMul", i == 0 ? "x w" : $"n{i - 1} w", $"m{i}").Node("Neg", $"m{i}", $"n{i}");
        Model model = net.Model();
        using var runner = OnnxRuntimeRunner.Load(model);
        return ActivationStatistics.Of(model.Graph, runner.RunAll(new Dictionary<string, Tensor> { ["x"] = Tensor.Of<float>(new Shape(1, 3), 1, -2, 4) }));
    }

    private static LayerActivations Of(float[] values)
    {
        Graph graph = new Net(13).Input("x", values.Length).Output("y").Node("Relu", "x", "y").Graph();
        return ActivationStatistics.Of(graph, new Dictionary<string, Tensor> { ["y"] = Tensor.Vector(values) }).Layers.Single();
    }
}
