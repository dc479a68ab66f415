using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Xunit;

namespace Fovea.Tests.Models;

/// <summary>Every old form becomes the newest one, and ONNX Runtime finds no difference between the two.</summary>
public sealed class CanonicalizerTests
{
    [Theory, InlineData(11), InlineData(12)]
    public void Squeeze(int opset) => Check(new Net(opset).Input("x", 1, 3, 1).Output("y").Node("Squeeze", "x", "y", ("axes", new[] { 0L, -1L })),
        "Squeeze(x, [0, -1]) -> y");

    [Fact]
    public void Squeeze_of_every_axis() => Check(new Net(7).Input("x", 1, 3, 1).Output("y").Node("Squeeze", "x", "y"), "Squeeze(x) -> y");

    [Fact]
    public void Unsqueeze() => Check(new Net(7).Input("x", 2, 3).Output("y").Node("Unsqueeze", "x", "y", ("axes", new[] { 0L, 3L })),
        "Unsqueeze(x, [0, 3]) -> y");

    [Theory]
    [InlineData("ReduceMax", 13), InlineData("ReduceMin", 7), InlineData("ReduceMean", 17), InlineData("ReduceProd", 11), InlineData("ReduceL1", 13)]
    [InlineData("ReduceL2", 7), InlineData("ReduceSumSquare", 12), InlineData("ReduceLogSumExp", 8), InlineData("ReduceSum", 12)]
    public void Reductions(string type, int opset)
    {
        Check(new Net(opset).Input("x", 2, 3, 4).Output("y").Node(type, "x", "y", ("axes", new[] { 1L, 2L }), ("keepdims", 0L)),
            $"{type}(x, [1, 2]; keepdims=0) -> y");
        Check(new Net(opset).Input("x", 2, 3, 4).Output("y").Node(type, "x", "y"), $"{type}(x) -> y");
    }

    [Fact]
    public void ReduceLogSum_of_positive_numbers() => Check(
        new Net(13).Input("x", 2, 3).Output("y").Node("Abs", "x", "a").Node("ReduceLogSum", "a", "y", ("axes", new[] { 1L })),
        "Abs(x) -> a", "ReduceLogSum(a, [1]) -> y");

    [Fact]
    public void ReduceSum_that_keeps_all() => Check(
        new Net(13).Input("x", 2, 3).Output("y").Node("ReduceSum", "x", "y", ("noop_with_empty_axes", 1L)), "ReduceSum(x; noop_with_empty_axes=1) -> y");

    [Fact]
    public void Slice()
    {
        Check(new Net(9).Input("x", 4, 5).Output("y")
            .Node("Slice", "x", "y", ("starts", new[] { 1L, -3L }), ("ends", new[] { 9L, -1L }), ("axes", new[] { 1L, 0L })),
            "Slice(x, [1, -3], [9, -1], [1, 0]) -> y");
        Check(new Net(7).Input("x", 4, 5).Output("y").Node("Slice", "x", "y", ("starts", new[] { 1L, 2L }), ("ends", new[] { 3L, 4L })),
            "Slice(x, [1, 2], [3, 4]) -> y");
    }

    [Fact]
    public void Pad()
    {
        Check(new Net(7).Input("x", 2, 3).Output("y").Node("Pad", "x", "y", ("pads", new[] { 0L, 1, 2, -1 }), ("value", 1.5f)),
            "Pad(x, [0, 1, 2, -1], 1.5) -> y");
        Check(new Net(10).Input("x", 2, 3).Output("y").Node("Pad", "x", "y", ("pads", new[] { 0L, 1, 0, 2 }), ("mode", "reflect")),
            "Pad(x, [0, 1, 0, 2]; mode=reflect) -> y");
    }

    [Fact]
    public void Clip()
    {
        Check(new Net(7).Input("x", 9).Output("y").Node("Clip", "x", "y", ("min", 0f), ("max", 0.5f)), "Clip(x, 0.0, 0.5) -> y");
        Check(new Net(10).Input("x", 9).Output("y").Node("Clip", "x", "y", ("max", 0.5f)), "Clip(x, -, 0.5) -> y");
        Check(new Net(10).Input("x", 9).Output("y").Node("Clip", "x", "y"), "Clip(x) -> y");
    }

    [Fact]
    public void A_bound_has_the_type_of_what_it_bounds() => CheckForm(
        new Net(7).Input("x", ElementType.Float16, 9).Output("y").Node("Relu", "x", "r").Node("Clip", "r", "y", ("min", 0.5f)),
        "Relu(x) -> r", "Clip(r, 0.5 as Float16) -> y");

    [Theory, InlineData("Softmax"), InlineData("LogSoftmax"), InlineData("Hardmax")]
    public void Softmax_over_all_that_follow_the_axis(string type)
    {
        string[] general = { "Shape(x) -> y/shape", "Flatten(x; axis={0}) -> y/flat", $"{type}(y/flat; axis=-1) -> y/result", "Reshape(y/result, y/shape) -> y" };
        Check(Old(7), general.Select(l => l.Replace("{0}", "1")).ToArray());
        Check(Old(12, ("axis", 0L)), general.Select(l => l.Replace("{0}", "0")).ToArray());
        Check(Old(11, ("axis", -2L)), general.Select(l => l.Replace("{0}", "1")).ToArray());
        Check(Old(11, ("axis", -1L)), $"{type}(x; axis=-1) -> y");
        Check(Old(7, ("axis", 2L)), $"{type}(x; axis=-1) -> y");
        Check(Old(13, ("axis", 1L)), $"{type}(x; axis=1) -> y");
        Check(Old(13), $"{type}(x) -> y");

        Net Old(int opset, params (string, object)[] attributes) => new Net(opset).Input("x", 2, 3, 4).Output("y").Node(type, "x", "y", attributes);
    }

    [Fact]
    public void Softmax_after_what_leaves_one_pixel_needs_no_reshaping()
    {
        Check(new Net(7).Input("x", 1, 5, 3, 3).Output("y").Node("GlobalAveragePool", "x", "p").Node("Dropout", "p", "d").Node("Softmax", "d", "y"),
            "GlobalAveragePool(x) -> p", "Softmax(p; axis=1) -> y");
        Check(new Net(7).Input("x", 2, 5, 3).Output("y").Node("Flatten", "x", "f").Node("Softmax", "f", "y"),
            "Flatten(x) -> f", "Softmax(f; axis=-1) -> y");
        Check(new Net(9).Input("x", 2, 5, 3).Output("y").Constant("s", Tensor.Vector(3L, -1L)).Node("Reshape", "x s", "f").Node("Softmax", "f", "y"),
            "Reshape(x, [3, -1]) -> f", "Softmax(f; axis=-1) -> y");
    }

    [Fact]
    public void Dropout()
    {
        Check(new Net(7).Input("x", 4).Output("y").Node("Abs", "x", "a").Node("Dropout", "a", "d", ("ratio", 0.5f)).Node("Relu", "d", "y"),
            "Abs(x) -> a", "Relu(a) -> y");
        Check(new Net(13).Input("x", 2, 2).Output("y").Output("m", ElementType.Bool).Node("Abs", "x", "a").Node("Dropout", "a", "y m"),
            "Abs(x) -> y", "Shape(y) -> y/shape", "ConstantOfShape(y/shape; value=[1] as Bool) -> m");
        Check(new Net(12).Input("x", 4).Output("y").Constant("r", Tensor.Scalar(0.5f)).Constant("t", Tensor.Scalar(false))
            .Node("Abs", "x", "a").Node("Dropout", "a r t", "y"), "Abs(x) -> y");
    }

    [Fact]
    public void The_mask_of_an_old_dropout_has_the_type_of_the_data() => CheckForm(
        new Net(7).Input("x", 2).Output("y").Output("m").Node("Abs", "x", "a").Node("Dropout", "a", "y m"),
        "Abs(x) -> y", "Shape(y) -> y/shape", "ConstantOfShape(y/shape; value=[1.0]) -> m");

    [Fact]
    public void Dropout_that_is_told_to_train_stays() => CheckForm(new Net(12).Input("x", 4).Output("y").Constant("r", Tensor.Scalar(0.5f))
        .Constant("t", Tensor.Scalar(true)).Node("Dropout", "x r t", "y"), "Dropout(x, 0.5, 1 as Bool) -> y");

    [Fact]
    public void BatchNormalization()
    {
        Check(Statistics(new Net(7), 3).Input("x", 2, 3, 2).Output("y").Node("BatchNormalization", "x s b m v", "y", ("spatial", 1L), ("epsilon", 0.1f)),
            "BatchNormalization(x, [1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]; epsilon=0.1) -> y");
        CheckForm(Statistics(new Net(9), 1).Input("x", 2, 1).Output("y").Node("BatchNormalization", "x s b m v", "y nm nv"),
            "BatchNormalization(x, [1.0], [1.0], [1.0], [1.0]) -> y");
        Assert.Contains("'nm' is read", Assert.Throws<ModelException>(() => Canonicalizer.Apply(
            Statistics(new Net(9), 1).Input("x", 2, 1).Output("y").Output("nm").Node("BatchNormalization", "x s b m v", "y nm").Loaded())).Message);
    }

    [Fact]
    public void BatchNormalization_for_each_position()
    {
        // ONNX Runtime refuses this form in some versions; the formula is the specification's.
        Net old = new Net(7).Input("x", 2, 1, 2).Output("y");
        foreach (string name in new[] { "s", "b", "m", "v" })
            old.Constant(name, Tensor.Of(new Shape(1, 2), name[0] / 100f, 0.5f));
        Graph graph = Canonicalizer.Apply(old.Node("BatchNormalization", "x s b m v", "y", ("spatial", 0L), ("epsilon", 0.25f)).Loaded());
        Assert.Equal(new[] { "Sub", "Add", "Sqrt", "Div", "Mul", "Add" }, graph.Nodes.Select(n => n.Operator));
        var identity = new Graph("x", graph.Inputs, new[] { new ValueInfo("x", ElementType.Float, new Shape(2, 1, 2)) }, System.Array.Empty<Node>(), new Dictionary<string, Tensor>());
        float[] x = OnnxRuntimeReference.Run(New(IdentityOf(identity)))[0].ToSingles();
        float[] y = OnnxRuntimeReference.Run(New(graph))[0].ToSingles();
        for (int i = 0; i < y.Length; i++)
        {
            double Of(char name) => i % 2 == 0 ? name / 100.0 : 0.5;
            Assert.Equal(Of('s') * (x[i] - Of('m')) / System.Math.Sqrt(Of('v') + 0.25) + Of('b'), y[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(7, "nearest"), InlineData(7, "linear"), InlineData(9, "nearest"), InlineData(9, "linear")]
    public void Upsample(int opset, string mode)
    {
        float[] scales = { 1, 1, 2.5f, 3 };
        Net old = new Net(opset).Input("x", 1, 2, 3, 5).Output("y");
        Check(opset < 9
            ? old.Node("Upsample", "x", "y", ("mode", mode), ("scales", scales))
            : old.Constant("s", Tensor.Vector(scales)).Node("Upsample", "x s", "y", ("mode", mode)),
            $"Resize(x, -, [1.0, 1.0, 2.5, 3.0]; coordinate_transformation_mode=asymmetric; mode={mode}; nearest_mode=floor) -> y");
    }

    [Theory]
    [InlineData("nearest", 2, 3), InlineData("nearest", 1.7, 2.2), InlineData("linear", 2, 3), InlineData("linear", 0.5, 0.6), InlineData("linear", 0.5, 1.5)]
    public void Resize_10(string mode, float y, float x) => Check(
        new Net(10).Input("x", 1, 2, 7, 8).Output("y").Constant("s", Tensor.Vector(1, 1, y, x)).Node("Resize", "x s", "y", ("mode", mode)),
        $"Resize(x, -, [1.0, 1.0, {y:0.0}, {x:0.0}]; coordinate_transformation_mode=asymmetric; mode={mode}; nearest_mode=floor) -> y");

    [Fact]
    public void Resize_10_that_shrinks_takes_the_pixel_after()
    {
        Check(new Net(10).Input("x", 1, 2, 7, 8).Output("y").Constant("s", Tensor.Vector(1f, 1f, 0.6f, 0.4f)).Node("Resize", "x s", "y"),
            "Resize(x, -, [1.0, 1.0, 0.6, 0.4]; coordinate_transformation_mode=asymmetric; mode=nearest; nearest_mode=ceil) -> y");
        Check(new Net(10).Input("x", 1, 2, 7, 8).Output("y").Constant("s", Tensor.Vector(1f, 1f, 0.6f, 1.5f)).Node("Resize", "x s", "y"),
            "Resize(x, -, [1.0, 1.0, 1.0, 1.5]; coordinate_transformation_mode=asymmetric; mode=nearest; nearest_mode=floor) -> y/grown",
            "Resize(y/grown, -, [1.0, 1.0, 0.6, 1.0]; coordinate_transformation_mode=asymmetric; mode=nearest; nearest_mode=ceil) -> y");
    }

    [Fact]
    public void Resize_11_leaves_out_what_is_empty()
    {
        Check(new Net(11).Input("x", 1, 1, 3, 4).Output("y").Constant("none", Tensor.Vector<float>()).Constant("sizes", Tensor.Vector(1L, 1, 5, 9))
            .Node("Resize", "x none none sizes", "y", ("mode", "linear"), ("coordinate_transformation_mode", "align_corners")),
            "Resize(x, -, -, [1, 1, 5, 9]; coordinate_transformation_mode=align_corners; mode=linear) -> y");
        Check(new Net(11).Input("x", 1, 1, 3, 4).Output("y").Constant("none", Tensor.Vector<float>()).Constant("s", Tensor.Vector(1f, 1f, 2f, 2f))
            .Node("Resize", "x none s", "y"), "Resize(x, -, [1.0, 1.0, 2.0, 2.0]) -> y");
    }

    [Fact]
    public void Split()
    {
        Check(new Net(7).Input("x", 4, 5).Output("a").Output("b").Node("Split", "x", "a b", ("axis", 1L), ("split", new[] { 2L, 3L })),
            "Split(x, [2, 3]; axis=1) -> a, b");
        Check(new Net(11).Input("x", 4, 5).Output("a").Output("b").Node("Split", "x", "a b"), "Split(x; num_outputs=2) -> a, b");
        Check(new Net(13).Input("x", 4, 5).Output("a").Output("b").Node("Split", "x", "a b"), "Split(x; num_outputs=2) -> a, b");
    }

    [Fact]
    public void TopK() => Check(new Net(7).Input("x", 2, 6).Output("v").Output("i", ElementType.Int64).Node("TopK", "x", "v i", ("k", 3L)),
        "TopK(x, [3]) -> v, i");

    [Fact]
    public void Scatter() => Check(new Net(9).Input("x", 3, 3).Input("u", 1, 3).Output("y").Constant("i", Tensor.Of(new Shape(1, 3), 0L, 2L, 1L))
        .Node("Scatter", "x i u", "y", ("axis", 0L)), "ScatterElements(x, [0, 2, 1], u; axis=0) -> y");

    [Fact]
    public void RoiAlign() => Check(new Net(10).Input("x", 1, 1, 6, 6).Output("y").Constant("r", Tensor.Of(new Shape(1, 4), 0f, 1f, 4f, 5f))
        .Constant("b", Tensor.Vector(0L)).Node("RoiAlign", "x r b", "y", ("output_height", 2L), ("output_width", 3L)),
        "RoiAlign(x, [0.0, 1.0, 4.0, 5.0], [0]; coordinate_transformation_mode=output_half_pixel; output_height=2; output_width=3) -> y");

    [Fact]
    public void GridSample() => Check(new Net(16).Input("x", 1, 1, 4, 4).Input("g", 1, 2, 3, 2).Output("y").Node("GridSample", "x g", "y", ("mode", "bicubic")),
        "GridSample(x, g; mode=cubic) -> y");

    [Fact]
    public void DFT() => Check(new Net(17).Input("x", 1, 4, 3, 1).Output("y").Node("DFT", "x", "y"), "DFT(x, -, 1) -> y");

    [Fact]
    public void GroupNormalization_by_group() => Check(
        new Net(18).Input("x", 2, 6, 3).Output("y").Constant("s", Tensor.Vector(2f, 3f)).Constant("b", Tensor.Vector(0.5f, 1f))
            .Node("GroupNormalization", "x s b", "y", ("num_groups", 2L)),
        "Shape(x; end=2; start=1) -> y/channels", "Div(y/channels, [2]) -> y/per_group", "Concat([1], y/per_group; axis=0) -> y/wide",
        "Unsqueeze([2.0, 3.0], [1]) -> y/scale_column", "Expand(y/scale_column, y/wide) -> y/scale_wide", "Reshape(y/scale_wide, [-1]) -> y/scale",
        "Unsqueeze([0.5, 1.0], [1]) -> y/bias_column", "Expand(y/bias_column, y/wide) -> y/bias_wide", "Reshape(y/bias_wide, [-1]) -> y/bias",
        "GroupNormalization(x, y/scale, y/bias; num_groups=2) -> y");

    [Fact]
    public void A_tensor_stretched_from_an_axis_on()
    {
        CheckForm(Sum(6, "b", ("broadcast", 1L), ("axis", 1L)), "Unsqueeze(b, [1, 2]) -> y/wide", "Add(x, y/wide) -> y");
        CheckForm(Sum(6, "b", ("broadcast", 1L), ("axis", -3L)), "Unsqueeze(b, [1, 2]) -> y/wide", "Add(x, y/wide) -> y");
        CheckForm(Sum(6, "x", ("broadcast", 1L)), "Add(x, x) -> y");
        CheckForm(Sum(6, "x"), "Add(x, x) -> y");
        Assert.Contains("axis 4, which does not fit inputs of ranks 4 and 1", Assert.Throws<ModelException>(
            () => Canonicalizer.Apply(Sum(6, "b", ("broadcast", 1L), ("axis", 4L)).Loaded())).Message);

        static Net Sum(int opset, string right, params (string, object)[] attributes) =>
            new Net(opset).Input("x", 2, 3, 4, 5).Input("b", 3).Output("y").Node("Add", $"x {right}", "y", attributes);
    }

    [Fact]
    public void A_slope_for_each_channel() => CheckForm(
        new Net(6).Input("x", 2, 3, 4).Input("s", 3).Output("y").Node("PRelu", "x s", "y"), "Unsqueeze(s, [1]) -> y/slope", "PRelu(x, y/slope) -> y");

    [Fact]
    public void Forms_of_the_first_operator_sets()
    {
        CheckForm(new Net(5).Input("x", 3).Output("y", ElementType.Int64).Node("Cast", "x", "y", ("to", "INT64")), "Cast(x; to=7) -> y");
        CheckForm(new Net(3).Input("x", 3, 2).Output("y").Node("Concat", "x x", "y"), "Concat(x, x; axis=1) -> y");
        CheckForm(new Net(4).Input("x", 3, 2).Output("y").Node("Reshape", "x", "y", ("shape", new[] { 2L, 3L })), "Reshape(x, [2, 3]) -> y");
        CheckForm(new Net(1).Input("x", 3).Output("y").Node("Pad", "x", "y", ("paddings", new[] { 1L, 2L })), "Pad(x, [1, 2]) -> y");
        CheckForm(
            new Net(5).Input("x", 3, 2).Constant("t", Tensor.Vector(4L)).Constant("a", Tensor.Vector(1L)).Output("y").Node("Tile", "x t a", "y"),
            "Tile(x, [1, 4]) -> y");
        Assert.Contains("'WORD', which is no element type", Assert.Throws<ModelException>(() => Canonicalizer.Apply(
            new Net(5).Input("x", 3).Output("y").Node("Cast", "x", "y", ("to", "WORD")).Loaded())).Message);
    }

    [Fact]
    public void Scan_8_is_refused() => Assert.Contains("Scan of operator set 8", Assert.Throws<ModelException>(() => Canonicalizer.Apply(
        new Net(8).Input("x", 1).Output("y").Node("Scan", "- x", "y").Loaded())).Message);

    [Fact]
    public void What_an_operator_needs_and_lacks_is_named() => Assert.Contains("'n0' (Slice) lacks its input 0", Assert.Throws<ModelException>(
        () => Canonicalizer.Apply(new Net(7).Output("y").Node("Slice", "", "y", ("starts", new[] { 1L }), ("ends", new[] { 1L })).Loaded())).Message);

    [Fact]
    public void An_attribute_of_another_type_is_named_with_its_node() => Assert.Contains("'n0' (TopK): Attribute 'k'", Assert.Throws<ModelException>(
        () => Canonicalizer.Apply(new Net(7).Input("x", 3).Output("y").Node("TopK", "x", "y i", ("k", 1.5f)).Loaded())).Message);

    private static Net Statistics(Net net, int channels)
    {
        foreach (string name in new[] { "s", "b", "m", "v" })
            net.Constant(name, Tensor.Vector(Enumerable.Range(1, channels).Select(i => (float)i).ToArray()));
        return net;
    }

    private static Graph IdentityOf(Graph graph) => graph with
    {
        Outputs = new[] { graph.Outputs[0] with { Name = "copy" } },
        Nodes = new[] { new Node("Identity", new[] { "x" }, new[] { "copy" }) },
    };

    private static Model New(Graph graph) => new(graph, new Dictionary<string, int> { [""] = Canonicalizer.Opset });

    private static Graph CheckForm(Net old, params string[] expected)
    {
        Graph graph = Canonicalizer.Apply(old.Loaded());
        Assert.Equal(expected, GraphText.Of(graph));
        Assert.All(graph.Nodes, n => Assert.Equal(21, n.Opset));
        Assert.Equal(expected, GraphText.Of(Canonicalizer.Apply(graph)));
        return graph;
    }

    private static void Check(Net old, params string[] expected)
    {
        Graph graph = CheckForm(old, expected);
        Tensor[] before = OnnxRuntimeReference.Run(old.Model());
        Tensor[] after = OnnxRuntimeReference.Run(New(graph));
        foreach ((Tensor a, Tensor b) in before.Zip(after))
        {
            Assert.Equal((a.Type, a.Shape), (b.Type, b.Shape));
            foreach ((double x, double y) in a.ToDoubles().Zip(b.ToDoubles()))
                Assert.Equal(x, y, 1e-6);
        }
    }
}
