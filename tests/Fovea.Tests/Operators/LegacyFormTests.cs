using System.Collections.Generic;
using System.Linq;
using Fovea.Models;
using Fovea.Models.Onnx.Schema;
using Fovea.Tests.Models;
using Google.Protobuf;
using Xunit;

namespace Fovea.Tests.Operators;

/// <summary>
/// Forms of operators that exports of operator sets 1 to 12 have, run: against ONNX Runtime where it runs that operator set (from 7 on, and
/// what did not change since), else against what ONNX says.
/// </summary>
public sealed class LegacyFormTests : OperatorTests
{
    [SkippableFact]
    public void Attributes_that_became_inputs() => Check(
        Op("Upsample").In(7).Set("scales", new[] { 1f, 1f, 2f, 3f }).On(1, 3, 4, 5),
        Op("Upsample").In(7).Set("scales", new[] { 1f, 1f, 2f, 2f }).Set("mode", "linear").On(1, 3, 4, 5),
        Op("Upsample").In(9).On(2, 3, 4, 5).Constant(Tensor.Vector(1f, 1f, 2f, 1.5f)),
        Op("Upsample").In(9).Set("mode", "linear").On(2, 3, 4, 5).Constant(Tensor.Vector(1f, 1f, 2f, 1.5f)),
        Op("Resize").In(10).On(1, 3, 4, 5).Constant(Tensor.Vector(1f, 1f, 2f, 0.6f)),
        Op("Pad").In(2).Set("pads", new[] { 1, 0, 2, 1 }).Set("value", 1.5f).On(3, 5),
        Op("Pad").In(10).Set("pads", new[] { 0, 0, 1, 2, 0, 0, 2, 1 }).Set("mode", "reflect").On(1, 3, 5, 4),
        Op("Slice").In(1).Set("starts", new[] { 1, -3 }).Set("ends", new[] { 3, 1000 }).Set("axes", new[] { 0, 2 }).On(4, 3, 5),
        Op("Slice").In(9).Set("starts", new[] { 1, 0 }).Set("ends", new[] { 3, -1 }).On(4, 3, 5),
        Op("TopK").In(9).Set("k", 3).Set("axis", 1).On(2, 7, 3).Gives(ElementType.Float, ElementType.Int64),
        Op("TopK").In(10).Set("axis", 1).On(2, 7, 3).Constant(2).Gives(ElementType.Float, ElementType.Int64),
        Op("Clip").In(6).Set("min", -0.5f).Set("max", 1f).On(2, 13), Op("Clip").In(6).Set("max", 1f).On(2, 13), Op("Clip").In(6).On(2, 13),
        Op("Squeeze").In(1).Set("axes", new[] { 1 }).On(3, 1, 5), Op("Squeeze").In(11).Set("axes", new[] { -2 }).On(3, 1, 5),
        Op("Unsqueeze").In(1).Set("axes", new[] { 0, 3 }).On(3, 5), Op("Unsqueeze").In(11).Set("axes", new[] { -1 }).On(3, 5),
        Op("Split").In(2).Set("axis", 1).Set("split", new[] { 2, 3 }).On(3, 5).Gives(ElementType.Float, ElementType.Float),
        Op("ReduceSum").In(1).Set("axes", new[] { 1 }).On(3, 5, 2), Op("ReduceMean").In(11).Set("axes", new[] { -1 }).Set("keepdims", 0).On(3, 5, 2));

    [SkippableFact]
    public void Forms_of_another_meaning() => Check(
        Op("Softmax").In(7).On(2, 3, 5), Op("Softmax").In(11).Set("axis", 2).On(2, 3, 5), Op("Softmax").In(1).Set("axis", 0).On(2, 3),
        Op("LogSoftmax").In(11).On(2, 3, 5), Op("Hardmax").In(11).On(2, 3, 5),
        Op("BatchNormalization").In(7).Set("spatial", 1).On(2, 3, 4, 5).Weights(3).Weights(3).Weights(3).Constant(Tensor.Vector(1f, 2f, 0.5f)),
        Op("BatchNormalization").In(9).On(2, 3, 4).Weights(3).Weights(3).Weights(3).Constant(Tensor.Vector(1f, 2f, 0.5f)),
        Op("Dropout").In(7).Set("ratio", 0.5f).On(2, 5), Op("Dropout").In(10).Set("ratio", 0.9f).On(2, 5),
        Op("Gemm").In(7).Set("transB", 1).On(3, 5).Weights(2, 5).Weights(2), Op("Gemm").In(9).Set("alpha", 0.5f).Set("beta", 2f).On(3, 5).Weights(5, 2).Weights(3, 1),
        Op("PRelu").In(7).On(2, 3, 4).Weights(3, 1), Op("PRelu").In(9).On(2, 3, 4).Weights(1),
        Op("Cast").In(6).Set("to", 7).On(2, 3).Gives(ElementType.Int64), Op("Flatten").In(1).On(2, 3, 4),
        Op("MaxPool").In(1).Kernel(2).Set("auto_pad", "SAME_UPPER").On(1, 3, 5, 7), Op("AveragePool").In(7).Kernel(3).Pads(1).Set("count_include_pad", 1).On(1, 3, 5, 7));

    /// <summary>What ONNX Runtime no longer runs.</summary>
    [SkippableFact]
    public void Forms_of_the_first_operator_sets()
    {
        Tensor x = Samples.Floats(new Shape(2, 3, 2), 1), channels = Tensor.Vector(10f, 20f, 30f);
        float[] v = x.ToSingles(), c = channels.ToSingles();
        Tensor Each(System.Func<float, float, float> f) => Tensor.Of(x.Shape, v.Select((value, i) => f(value, c[i / 2 % 3])).ToArray());
        CheckAgainst(
            (Op("Add").In(6).Set("broadcast", 1).Set("axis", 1).On(x).Constant(channels), Each((a, b) => a + b)),
            (Op("Mul").In(1).Set("broadcast", 1).Set("axis", -2).Set("consumed_inputs", new[] { 0, 0 }).On(x).Constant(channels), Each((a, b) => a * b)),
            (Op("Sub").In(6).Set("broadcast", 1).On(x).Constant(Tensor.Vector(1f, 2f)), Tensor.Of(x.Shape, v.Select((a, i) => a - 1 - i % 2).ToArray())),
            (Op("PRelu").In(6).On(x).Constant(channels), Each((a, b) => a < 0 ? a * b : a)),
            (Op("Pad").In(1).Set("paddings", new[] { 0, 1 }).On(Tensor.Vector(1f, 2f)), Tensor.Vector(1f, 2f, 0f)),
            (Op("Reshape").In(1).Set("shape", new[] { 3, -1 }).Set("consumed_inputs", new[] { 0 }).On(x), x.Reshape(new Shape(3, 4))),
            (Op("Cast").In(1).Set("to", "INT32").On(Tensor.Vector(1.5f, -2.5f)).Gives(ElementType.Int32), Tensor.Vector(1, -2)),
            (Op("Gemm").In(6).Set("broadcast", 1).On(Tensor.Of(new Shape(1, 2), 1f, 2f)).Constant(Tensor.Of(new Shape(2, 1), 3f, 4f)).Constant(Tensor.Vector(5f)),
                Tensor.Of(new Shape(1, 1), 16f)),
            (Op("Dropout").In(1).Set("ratio", 0.5f).Set("is_test", 1).Set("consumed_inputs", new[] { 0 }).On(x), x),
            (Op("BatchNormalization").In(1).Set("is_test", 1).Set("consumed_inputs", new[] { 0, 0, 0, 1, 1 }).Set("epsilon", 0.0).On(x)
                .Constant(channels).Constant(channels).Constant(Tensor.Vector(0f, 0f, 0f)).Constant(Tensor.Vector(1f, 1f, 1f)), Each((a, b) => a * b + b)),
            (Op("Upsample").In(1).Set("height_scale", 2f).Set("width_scale", 1f).Set("mode", "nearest").On(Tensor.Of(new Shape(1, 1, 2, 1), 3f, 4f)),
                Tensor.Of(new Shape(1, 1, 4, 1), 3f, 3f, 4f, 4f)));
    }

    [SkippableFact]
    public void A_weight_that_arrives_through_an_Identity_is_a_weight()
    {
        Model model = new Net(13).Input("x", 1, 3, 5, 7).Output("y").Constant("w", Samples.Floats(new Shape(4, 3, 3, 3), 1)).Constant("b", Samples.Floats(new Shape(4), 2))
            .Node("Identity", "w", "w2").Node("Identity", "w2", "w3").Node("Identity", "b", "b2").Node("Conv", "x w3 b2", "y").Model();
        Graph graph = Canonicalizer.Apply(model);
        Node conv = Assert.Single(graph.Nodes);
        Assert.All(conv.Inputs.Skip(1), input => Assert.True(graph.Constants.ContainsKey(input)));
        Check(model, new Dictionary<string, Tensor> { ["x"] = Samples.Floats(new Shape(1, 3, 5, 7), 3) });
    }

    /// <summary>Before version 4 of the file format every weight had to be listed among the graph's inputs.</summary>
    [Fact]
    public void Weights_among_the_inputs_are_no_inputs()
    {
        ModelProto file = ModelProto.Parser.ParseFrom(new Net(8).Input("x", 2, 5).Output("y").Constant("w", Samples.Floats(new Shape(5, 3), 1)).Node("MatMul", "x w", "y").Bytes());
        file.IrVersion = 3;
        ValueInfoProto listed = file.Graph.Input[0].Clone();
        listed.Name = "w";
        file.Graph.Input.Add(listed);
        Model model = OnnxFile.Load(file.ToByteArray());
        Assert.Equal(["x"], model.Graph.Inputs.Select(i => i.Name));
        Assert.Equal(["w"], model.Graph.Constants.Keys);
    }
}
