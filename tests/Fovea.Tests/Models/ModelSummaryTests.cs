using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Xunit;

namespace Fovea.Tests.Models;

public sealed class ModelSummaryTests
{
    [Fact]
    public void One_hundred_filters_of_5x5_on_100x100()
    {
        Net net = new Net(21).Input("x", 1, 3, 100, 100).Output("y")
            .Constant("w", Zeros(100, 3, 5, 5)).Constant("b", Zeros(100)).Node("Conv", "x w b", "y");
        ModelSummary summary = Of(net, ("y", new Shape(1, 100, 96, 96)));
        Assert.Equal(100 * ((3 * 5 * 5) + 1), summary.Parameters);
        Assert.Equal(100L * 96 * 96 * 75, summary.MultiplyAdds);
        LayerSummary layer = Assert.Single(summary.Layers);
        Assert.Equal("[1, 100, 96, 96]", layer.Output!.ToString());
        Assert.Equal((1.0, 1.0), (layer.ParameterShare, layer.MultiplyAddShare));
        Assert.Same(layer, summary.Hardest);
        Assert.Same(layer, summary.MostParameters);
    }

    [Fact]
    public void Zeros_that_widen_a_map_are_no_parameters()
    {
        Net net = new Net(21).Input("x", 1, 3, 9, 9).Output("y")
            .Constant("zeros", Zeros(1, 5, 9, 9)).Node("Concat", "x zeros", "wide", ("axis", 1))
            .Constant("w", Zeros(2, 8, 1, 1)).Node("Conv", "wide w", "y");
        ModelSummary summary = Of(net, ("wide", new Shape(1, 8, 9, 9)), ("y", new Shape(1, 2, 9, 9)));
        Assert.Equal(new long[] { 0, 16 }, summary.Layers.Select(l => l.Parameters));
        Assert.Equal("Conv", summary.MostParameters!.Operator);
    }

    [Fact]
    public void About_fifty_3x3_convolutions_see_100_pixels_and_pooling_shortens_that()
    {
        Assert.Equal(49, LayersToSee(99, pool: false));
        Assert.Equal(50, LayersToSee(100, pool: false));
        Assert.Equal("101x101", Stack(50, pool: false).Layers[^1].Field!.ToString());
        Assert.InRange(LayersToSee(100, pool: true), 2, 10);
    }

    [Fact]
    public void Pooling_multiplies_the_stride()
    {
        // conv3, pool2/2, conv3, pool2/2: r = 1 + 2 + 1 + 2*2 + 2*1, jumps 1, 2, 2, 4.
        ReceptiveField[] fields = Stack(2, pool: true).Layers.Select(l => l.Field!).ToArray();
        Assert.Equal(new[] { 3.0, 4, 8, 10 }, fields.Select(f => f.Size[0]));
        Assert.Equal(new[] { 1.0, 2, 2, 4 }, fields.Select(f => f.Stride[1]));
    }

    [Fact]
    public void Dilation_and_strides_count_per_axis()
    {
        Net net = new Net(21).Input("x", 1, 1, 20, 20).Output("z").Constant("w", Zeros(1, 1, 3, 5)).Constant("v", Zeros(1, 1, 3, 1))
            .Node("Conv", "x w", "y", ("dilations", new[] { 2L, 1L }), ("strides", new[] { 1L, 3L })).Node("Conv", "y v", "z");
        ReceptiveField field = Of(net, ("y", new Shape(1, 1, 16, 6)), ("z", new Shape(1, 1, 14, 6))).Layers[1].Field!;
        Assert.Equal(new[] { 7.0, 5 }, field.Size);
        Assert.Equal(new[] { 1.0, 3 }, field.Stride);
    }

    [Fact]
    public void Branches_take_the_longest_path()
    {
        Net net = new Net(21).Input("x", 1, 1, 9, 9).Output("s").Constant("w", Zeros(1, 1, 3, 3)).Constant("p", Zeros(1, 1, 1, 1))
            .Node("Conv", "x w", "a", ("pads", new[] { 1L, 1, 1, 1 })).Node("Conv", "x p", "b").Node("Add", "b a", "s");
        Assert.Equal("3x3", Of(net, Same("a b s", 1, 1, 9, 9)).Layers[2].Field!.ToString());
    }

    [Fact]
    public void Global_pooling_and_dense_layers_see_all()
    {
        Net net = new Net(21).Input("x", 1, 1, 4, 4).Output("g").Output("d").Constant("w", Zeros(1, 1, 3, 3)).Constant("m", Zeros(5, 4))
            .Node("Conv", "x w", "y").Node("GlobalAveragePool", "y", "g").Node("Flatten", "y", "f").Node("Gemm", "f m", "d", ("transB", 1L));
        ModelSummary summary = Of(net, ("y", new Shape(1, 1, 2, 2)), ("g", new Shape(1, 1, 1, 1)), ("f", new Shape(1, 4)), ("d", new Shape(1, 5)));
        Assert.Equal(new[] { "3x3", "all", "3x3", "all" }, summary.Layers.Select(l => l.Field!.ToString()));
        Assert.Equal(20, summary.Layers[3].MultiplyAdds);
    }

    [Fact]
    public void Channels_last_networks_are_followed_through_their_transposes()
    {
        Net net = new Net(21).Input("x", 1, 8, 6, 3).Output("z").Constant("w", Zeros(4, 3, 3, 1))
            .Node("Transpose", "x", "t", ("perm", new[] { 0L, 3, 1, 2 })).Node("Conv", "t w", "y").Node("Transpose", "y", "z", ("perm", new[] { 0L, 2, 3, 1 }))
            .Node("ReduceMean", "z a", "r").Constant("a", Tensor.Vector(1L));
        ModelSummary summary = Of(net, ("t", new Shape(1, 3, 8, 6)), ("y", new Shape(1, 4, 6, 6)), ("z", new Shape(1, 6, 6, 4)), ("r", new Shape(1, 1, 6, 4)));
        Assert.Equal(new[] { "1x1", "3x1", "3x1", "allx1" }, summary.Layers.Select(l => l.Field!.ToString()));
    }

    [Fact]
    public void Upsampling_divides_the_stride()
    {
        // Each output of a 2x2 transposed convolution of stride 2 sees one input.
        Net net = new Net(21).Input("x", 1, 1, 8, 8).Output("v").Constant("w", Zeros(1, 1, 2, 2)).Constant("s", Tensor.Vector(1f, 1f, 2f, 2f))
            .Node("Conv", "x w", "a", ("strides", new[] { 2L, 2 })).Node("ConvTranspose", "a w", "b", ("strides", new[] { 2L, 2 }))
            .Node("Resize", "a - s", "u", ("mode", "linear")).Node("Resize", "a - s", "v");
        ModelSummary summary = Of(net, Same("b u v", 1, 1, 8, 8).Prepend(("a", new Shape(1, 1, 4, 4))).ToArray());
        Assert.Equal(new[] { 2.0, 2, 4, 2 }, summary.Layers.Select(l => l.Field!.Size[0]));
        Assert.Equal(new[] { 2.0, 1, 1, 1 }, summary.Layers.Select(l => l.Field!.Stride[0]));
        Assert.Equal(4 * 4 * 4, summary.Layers[1].MultiplyAdds);
    }

    [Fact]
    public void Slices_that_step_and_blocks_to_depth_are_strides()
    {
        Net net = new Net(21).Input("x", 1, 1, 8, 8).Output("c").Output("d").Constant("w", Zeros(1, 1, 1, 1)).Constant("from", Tensor.Vector(0L, 0L))
            .Constant("to", Tensor.Vector(8L, 8L)).Constant("axes", Tensor.Vector(2L, -1L)).Constant("steps", Tensor.Vector(2L, 4L))
            .Node("Conv", "x w", "a").Node("Slice", "a from to axes steps", "c").Node("SpaceToDepth", "a", "d", ("blocksize", 2L));
        ModelSummary summary = Of(net, ("a", new Shape(1, 1, 8, 8)), ("c", new Shape(1, 1, 4, 2)), ("d", new Shape(1, 4, 4, 4)));
        Assert.Equal(new[] { 2.0, 4 }, summary.Layers[1].Field!.Stride);
        Assert.Equal(new[] { 1.0, 1 }, summary.Layers[1].Field!.Size);
        Assert.Equal(new[] { 2.0, 2 }, summary.Layers[2].Field!.Size);
    }

    [Fact]
    public void Shared_weights_count_once_and_settings_never()
    {
        Net net = new Net(21).Input("x", 1, 1, 4, 4).Output("e").Constant("w", Zeros(1, 1, 1, 1)).Constant("low", Tensor.Scalar(0f))
            .Constant("half", Tensor.Scalar(0.5f)).Constant("shape", Tensor.Vector(1L, 1, 4, 4)).Constant("bias", Zeros(1, 1, 4, 4))
            .Node("Conv", "x w", "a").Node("Conv", "a w", "b").Node("Clip", "b low", "c").Node("Mul", "c half", "d")
            .Node("Reshape", "d shape", "r").Node("Add", "r bias", "e");
        ModelSummary summary = Of(net, Same("a b c d r e", 1, 1, 4, 4));
        Assert.Equal(new long[] { 1, 0, 0, 0, 0, 16 }, summary.Layers.Select(l => l.Parameters));
        Assert.Equal("Add", summary.MostParameters!.Operator);
        Assert.Equal("n0", summary.Hardest!.Name);
    }

    /// <summary>As PyTorch counts: 13 weights and 13 biases, and no running statistics.</summary>
    [Fact]
    public void Statistics_of_a_normalisation_are_not_learned()
    {
        Net net = new Net(21).Input("x", 1, 13, 4, 4).Output("y").Constant("scale", Zeros(13)).Constant("bias", Zeros(13))
            .Constant("mean", Zeros(13)).Constant("variance", Zeros(13)).Node("BatchNormalization", "x scale bias mean variance", "y");
        Assert.Equal(26, Of(net, Same("y", 1, 13, 4, 4)).Parameters);
    }

    [Fact]
    public void A_layer_without_known_shapes_counts_no_arithmetic()
    {
        ModelSummary summary = Of(new Net(21).Input("x", 1, 1, 4, 4).Output("y").Constant("w", Zeros(1, 1, 1, 1)).Node("Conv", "x w", "y"));
        Assert.Null(summary.Layers[0].Output);
        Assert.Equal((1, 0), (summary.Parameters, summary.MultiplyAdds));
        Assert.Null(summary.Hardest);
    }

    // The counts of torchvision; where batch normalization is folded, a channel keeps two of its numbers less.
    [SkippableTheory]
    [InlineData("squeezenet1.1_224", 1235496)]
    [InlineData("mobilenet_v2_224", 3504872 - 17056)]
    public void Known_networks_have_their_known_parameters(string name, long parameters)
    {
        Graph graph = Canonicalizer.Apply(OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx")));
        Assert.Equal(parameters, ModelSummary.Of(graph, new Dictionary<string, Shape>()).Parameters);
    }

    // The counts of torchvision for one picture of 224x224, in millions.
    [SkippableTheory]
    [InlineData("squeezenet1.1_224", 349)]
    [InlineData("mobilenet_v2_224", 301)]
    public void Known_networks_have_their_known_multiply_adds(string name, long millions)
    {
        Model model = OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx"));
        ValueInfo input = Assert.Single(model.Graph.Inputs);
        using var session = OnnxRuntimeSession.Load(TestFiles.Asset($"models/{name}.onnx"), new OnnxRuntimeOptions { ExposeEveryValue = true });
        var feeds = new Dictionary<string, Tensor> { [input.Name] = Zeros(input.Shape!.ToArray()) };
        Dictionary<string, Shape> shapes = session.Run(feeds).ToDictionary(p => p.Key, p => p.Value.Shape);
        Assert.Equal(millions, ModelSummary.Of(model.Graph, shapes).MultiplyAdds / 1e6, 0.5);
    }

    // By hand from the paper's table: 3, then 2 * jump for each depthwise layer, jumps 2 to 32.
    [SkippableFact]
    public void MobileNetV2_sees_491_pixels()
    {
        Graph graph = Canonicalizer.Apply(OnnxFile.Load(TestFiles.Asset("models/mobilenet_v2_224.onnx")));
        ReceptiveField field = ModelSummary.Of(graph, new Dictionary<string, Shape>()).Layers.Last(l => l.Operator == "Conv").Field!;
        Assert.Equal(("491x491", 32.0), (field.ToString(), field.Stride[0]));
    }

    private static int LayersToSee(int pixels, bool pool)
    {
        int layers = 1;
        while (Stack(layers, pool).Layers[^1].Field!.Size[0] < pixels)
            layers++;
        return layers;
    }

    private static ModelSummary Stack(int layers, bool pool)
    {
        Net net = new Net(21).Input("v0", 1, 1, 256, 256).Constant("w", Zeros(1, 1, 3, 3));
        string last = "v0";
        for (int i = 1; i <= layers; i++)
        {
            net.Node("Conv", $"{last} w", $"c{i}", ("pads", new[] { 1L, 1, 1, 1 }));
            last = $"c{i}";
            if (pool)
                net.Node("MaxPool", last, last = $"v{i}", ("kernel_shape", new[] { 2L, 2 }), ("strides", new[] { 2L, 2 }));
        }

        return Of(net.Output(last));
    }

    private static ModelSummary Of(Net net, params (string Name, Shape Shape)[] shapes) =>
        ModelSummary.Of(net.Graph(), shapes.ToDictionary(s => s.Name, s => s.Shape));

    private static (string Name, Shape Shape)[] Same(string names, params int[] dims) =>
        names.Split(' ').Select(n => (n, new Shape(dims))).ToArray();

    private static Tensor Zeros(params int[] dims) => Tensor.Of(new Shape(dims), new float[new Shape(dims).Count]);
}
