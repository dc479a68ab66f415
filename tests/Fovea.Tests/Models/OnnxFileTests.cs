using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Fovea.Models;
using Fovea.Models.Onnx.Schema;
using Google.Protobuf;
using Xunit;

namespace Fovea.Tests.Models;

public sealed class OnnxFileTests
{
    public static TheoryData<string> Assets => new()
    {
        "squeezenet1.1_224", "mobilenet_v2_224", "mnist_28", "yolox_nano_416", "nanodet_m_416", "fastestdet_352",
        "ultraface_rfb_320x240", "blazeface_front_128", "deeplab_v3_mobilenet_257", "selfie_segmentation_256x144",
        "road_segmentation_adas_0001", "style_mosaic_720", "espcn_x3_224", "sci_lowlight_320x240", "tbefn_lowlight_320x240",
    };

    [SkippableTheory, MemberData(nameof(Assets))]
    public void A_real_model_survives_save_and_load(string name)
    {
        Model model = OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx"));
        Assert.NotEmpty(model.Graph.Nodes);
        Assert.Single(model.Graph.Inputs);
        Assert.DoesNotContain(model.Graph.Nodes, n => n.Operator == "Constant");

        using var folder = TestFiles.NewFolder();
        OnnxFile.Save(model, folder.File("copy.onnx"));
        ModelAssert.Same(model, OnnxFile.Load(folder.File("copy.onnx")));
        Assert.Single(Directory.GetFiles(folder.Location));
    }

    [SkippableFact]
    public void Weights_that_an_old_file_lists_as_inputs_are_constants()
    {
        Model model = OnnxFile.Load(TestFiles.Asset("models/mnist_28.onnx"));
        Assert.Equal("Input3: Float [1, 1, 28, 28]", Assert.Single(model.Graph.Inputs).ToString());
        Assert.Equal(5998, model.Graph.Constants.Values.Sum(t => t.Shape.Count));
        Assert.Equal(8, model.Opsets[""]);
    }

    [Fact]
    public void Everything_a_node_can_hold_survives_save_and_load()
    {
        Graph branch = new Net(13).Output("z").Node("Relu", "x", "z").Graph("branch");
        Model model = new Net(13).Input("x", 1, 2).Output("y")
            .Constant("c", Tensor.Of(new Shape(2, 0), Array.Empty<float>()))
            .Node("If", "x", "y", ("then_branch", branch), ("else_branch", branch), ("both", new[] { branch, branch }))
            .Node("Strange", "y - c", "a - b",
                ("f", 1.5f), ("i", -7L), ("s", "text, ünïcode"), ("t", Tensor.Vector<sbyte>(-1, 2)),
                ("fs", new[] { 1f, float.NaN }), ("is", new[] { long.MinValue, 1L }), ("ss", new[] { "a", "" }),
                ("ts", new[] { Tensor.Scalar(1.0), Tensor.Scalar(true) }), ("empty", Array.Empty<long>()))
            .Model() with
        {
            Metadata = new Dictionary<string, string> { ["task"] = "detect", ["names"] = "cat,dog" },
            Producer = "a test",
        };
        ModelAssert.Same(model, OnnxFile.Load(Net.BytesOf(model)));
    }

    [Fact]
    public void Dimensions_keep_their_kind()
    {
        var dims = new[] { new Dimension(null, "batch"), new Dimension(3, null), default, new Dimension(0, null) };
        var graph = new Graph("g", new[] { new ValueInfo("x", ElementType.Float16, dims) }, new[] { new ValueInfo("x", ElementType.Float16, dims) },
            Array.Empty<Node>(), new Dictionary<string, Tensor>());
        Model loaded = OnnxFile.Load(Net.BytesOf(new Model(graph, new Dictionary<string, int> { [""] = 21 })));
        Assert.Equal("x: Float16 [batch, 3, ?, 0]", loaded.Graph.Inputs[0].ToString());
        Assert.Null(loaded.Graph.Inputs[0].Shape);
    }

    [Fact]
    public void Every_typed_data_field_is_read()
    {
        var data = new List<(TensorProto Proto, Tensor Expected)>
        {
            (new TensorProto { DataType = 1, FloatData = { 1.5f, float.NegativeInfinity } }, Tensor.Vector(1.5f, float.NegativeInfinity)),
            (new TensorProto { DataType = 2, Int32Data = { 255, 1 } }, Tensor.Vector<byte>(255, 1)),
            (new TensorProto { DataType = 3, Int32Data = { -128, 1 } }, Tensor.Vector<sbyte>(-128, 1)),
            (new TensorProto { DataType = 4, Int32Data = { 65535, 1 } }, Tensor.Vector<ushort>(65535, 1)),
            (new TensorProto { DataType = 5, Int32Data = { -32768, 1 } }, Tensor.Vector<short>(-32768, 1)),
            (new TensorProto { DataType = 6, Int32Data = { int.MinValue, 1 } }, Tensor.Vector(int.MinValue, 1)),
            (new TensorProto { DataType = 7, Int64Data = { long.MinValue, 1 } }, Tensor.Vector(long.MinValue, 1)),
            (new TensorProto { DataType = 9, Int32Data = { 1, 0 } }, Tensor.Vector(true, false)),
            (new TensorProto { DataType = 10, Int32Data = { 0x3C00, 0xC000 } }, Tensor.From(ElementType.Float16, new Shape(2), new[] { 1.0, -2.0 })),
            (new TensorProto { DataType = 11, DoubleData = { 0.1, double.MaxValue } }, Tensor.Vector(0.1, double.MaxValue)),
            (new TensorProto { DataType = 12, Uint64Data = { uint.MaxValue, 1 } }, Tensor.Vector(uint.MaxValue, 1u)),
            (new TensorProto { DataType = 13, Uint64Data = { ulong.MaxValue, 1 } }, Tensor.Vector(ulong.MaxValue, 1ul)),
            (new TensorProto { DataType = 16, Int32Data = { 0x3F80, 0xC000 } }, Tensor.From(ElementType.BFloat16, new Shape(2), new[] { 1.0, -2.0 })),
        };
        foreach ((TensorProto proto, Tensor expected) in data)
        {
            proto.Dims.Add(2);
            ModelAssert.Same(expected, Load(proto));
        }
    }

    [Fact]
    public void Raw_data_is_read_for_every_type()
    {
        foreach (ElementType type in Enum.GetValues<ElementType>().Except(new[] { ElementType.Undefined, ElementType.String }))
        {
            byte[] raw = Enumerable.Range(1, 2 * type.SizeInBytes()).Select(i => (byte)i).ToArray();
            var proto = new TensorProto { DataType = (int)type, RawData = ByteString.CopyFrom(raw), Dims = { 2, 1 } };
            ModelAssert.Same(new Tensor(type, new Shape(2, 1), raw), Load(proto));
        }
    }

    [Fact]
    public void A_tensor_of_nothing_and_a_scalar_are_read()
    {
        ModelAssert.Same(new Tensor(ElementType.Float, new Shape(0), default), Load(new TensorProto { DataType = 1, Dims = { 0 } }));
        ModelAssert.Same(Tensor.Scalar(2f), Load(new TensorProto { DataType = 1, FloatData = { 2 } }));
    }

    [Fact]
    public void Nodes_are_sorted_and_a_sorted_order_is_kept()
    {
        Model model = new Net(13).Input("x", 1).Output("d")
            .Node("Add", "b c", "d").Node("Relu", "a", "c").Node("Relu", "x", "a").Node("Abs", "x", "b").Loaded();
        Assert.Equal(new[] { "a", "c", "b", "d" }, model.Graph.Nodes.Select(n => n.Outputs[0]));

        string[] sorted = { "b", "a", "c", "d" };
        model = new Net(13).Input("x", 1).Output("d")
            .Node("Abs", "x", "b").Node("Relu", "x", "a").Node("Relu", "a", "c").Node("Add", "b c", "d").Loaded();
        Assert.Equal(sorted, model.Graph.Nodes.Select(n => n.Outputs[0]));
    }

    [Fact]
    public void A_node_waits_for_what_its_inner_graphs_take_from_outside()
    {
        Graph branch = new Net(13).Output("z").Node("Relu", "late", "z").Graph("branch");
        Model model = new Net(13).Input("x", 1).Input("flag", ElementType.Bool).Output("y")
            .Node("If", "flag", "y", ("then_branch", branch), ("else_branch", branch)).Node("Abs", "x", "late").Loaded();
        Assert.Equal(new[] { "Abs", "If" }, model.Graph.Nodes.Select(n => n.Operator));
    }

    [Fact]
    public void Constant_nodes_and_identities_of_constants_become_constants()
    {
        Graph branch = new Net(13).Output("z").Node("Identity", "w3", "inner").Node("Add", "x inner", "z").Graph("branch");
        Model model = new Net(13).Input("x", 1).Output("y").Output("w2")
            .Node("Identity", "w2", "w3").Node("Identity", "w", "w2").Node("Constant", "", "w", ("value", Tensor.Vector(4f)))
            .Node("Constant", "", "f", ("value_float", 2f)).Node("Constant", "", "fs", ("value_floats", new[] { 2f }))
            .Node("Constant", "", "i", ("value_int", 3L)).Node("Constant", "", "is", ("value_ints", new[] { 3L, 4L }))
            .Node("If", "x", "y", ("then_branch", branch), ("else_branch", branch)).Loaded();
        Node only = Assert.Single(model.Graph.Nodes);
        var inner = (Graph)only.Attributes.Values["then_branch"];
        Assert.Equal("Add", Assert.Single(inner.Nodes).Operator);
        ModelAssert.Same(Tensor.Vector(4f), inner.Constants["inner"]);
        ModelAssert.Same(Tensor.Vector(4f), model.Graph.Constants["w3"]);
        ModelAssert.Same(Tensor.Scalar(2f), model.Graph.Constants["f"]);
        ModelAssert.Same(Tensor.Vector(2f), model.Graph.Constants["fs"]);
        ModelAssert.Same(Tensor.Scalar(3L), model.Graph.Constants["i"]);
        ModelAssert.Same(Tensor.Vector(3L, 4L), model.Graph.Constants["is"]);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_file_as_it_was()
    {
        using var folder = TestFiles.NewFolder();
        string path = folder.File("model.onnx");
        OnnxFile.Save(new Net(13).Input("x", 1).Output("y").Node("Relu", "x", "y").Model(), path);
        byte[] before = File.ReadAllBytes(path);
        Model mixed = new Net(13).Input("x", 1).Output("y").Node("Relu", "x", "y").Model() with { Opsets = new Dictionary<string, int> { [""] = 12 } };
        Assert.Contains("version 13", Assert.Throws<ModelException>(() => OnnxFile.Save(mixed, path)).Message);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Location));
        Assert.Contains("cannot be written", Assert.Throws<ModelException>(() => OnnxFile.Save(mixed, folder.File("no/such/folder.onnx"))).Message);
    }

    private static Tensor Load(TensorProto proto)
    {
        proto.Name = "w";
        var model = new ModelProto
        {
            Graph = new GraphProto { Initializer = { proto } },
            OpsetImport = { new OperatorSetIdProto { Version = 13 } },
        };
        return OnnxFile.Load(model.ToByteArray()).Graph.Constants["w"];
    }
}
