using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Fovea.Models;
using Fovea.Models.Onnx.Schema;
using Google.Protobuf;
using Xunit;

namespace Fovea.Tests.Models;

/// <summary>What a person may hand over that is no sound model: each is refused with a message that says why.</summary>
public sealed class BadModelTests
{
    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        using var folder = TestFiles.NewFolder();
        Assert.Contains("no file", Refused(() => OnnxFile.Load(folder.File("none.onnx"))));
        Assert.Contains("is a folder", Refused(() => OnnxFile.Load(folder.Location)));
        File.WriteAllBytes(folder.File("empty.onnx"), Array.Empty<byte>());
        Assert.Contains("empty.onnx' is empty", Refused(() => OnnxFile.Load(folder.File("empty.onnx"))));
    }

    [Theory]
    [InlineData("\u0089PNG\r\n\u001a\n", "PNG")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "JPEG")]
    [InlineData("PK\u0003\u0004....", "ZIP")]
    [InlineData("hello, I am a network", "text")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "git lfs pull")]
    [InlineData("\u0000\u0001\u0002\u0003\u0004\u0005", "no ONNX model")]
    public void What_is_no_model_is_recognised(string content, string says) =>
        Assert.Contains(says, Refused(() => OnnxFile.Load(Encoding.Latin1.GetBytes(content))));

    [Fact]
    public void A_stream_is_read_like_a_file() => Assert.Single(OnnxFile.Load(new MemoryStream(Small())).Graph.Inputs);

    [Fact]
    public void A_model_cut_at_any_byte_loads_whole_or_not_at_all()
    {
        byte[] bytes = Small();
        Model whole = OnnxFile.Load(bytes);
        int loaded = 0;
        for (int length = 0; length < bytes.Length; length++)
        {
            if (LoadsOrIsRefused(bytes.AsMemory(0, length)) is not { } model)
                continue;
            loaded++;
            ModelAssert.Same(whole.Graph, model.Graph);
            Assert.Equal(whole.Opsets, model.Opsets);
        }

        // What may be missing is the free text at the end.
        Assert.InRange(loaded, 1, 40);
    }

    [SkippableFact]
    public void A_real_model_cut_at_any_byte_loads_whole_or_not_at_all()
    {
        byte[] bytes = File.ReadAllBytes(TestFiles.Asset("models/mnist_28.onnx"));
        Model whole = OnnxFile.Load(bytes);
        for (int length = 0; length < bytes.Length; length += length < 4000 || length > bytes.Length - 1000 ? 1 : 61)
        {
            if (LoadsOrIsRefused(bytes.AsMemory(0, length)) is { } model)
                ModelAssert.Same(whole.Graph, model.Graph);
        }
    }

    [Fact]
    public void Flipped_bytes_never_do_worse_than_a_message()
    {
        byte[] bytes = Small();
        var random = new Random(5);
        for (int round = 0; round < 20000; round++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            for (int flips = random.Next(1, 5); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (LoadsOrIsRefused(damaged) is { } model)
                CanonicalOrRefused(model);
        }
    }

    [Fact]
    public void Claimed_sizes_are_not_allocated()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more than", RefusedTensor(new TensorProto { DataType = 1, Dims = { 1 << 20, 1 << 20 } }));
        Assert.Contains("holds the dimension", RefusedTensor(new TensorProto { DataType = 1, Dims = { long.MaxValue / 2, 4 } }));
        Assert.Contains("needs 1000000000 values", RefusedTensor(new TensorProto { DataType = 2, Dims = { 1000000000 } }));
        Assert.Contains("2000000000 bytes", RefusedTensor(new TensorProto { DataType = 1, Dims = { 500000000 }, RawData = ByteString.CopyFrom(1) }));
        // A length that a protobuf field claims, far beyond the file's end.
        byte[] cut = { 0x08, 0x08, 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x0A };
        Assert.Contains("cut off or damaged", Refused(() => OnnxFile.Load(cut)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Sizes_that_lie_are_named()
    {
        Assert.Contains("dimension -2", RefusedTensor(new TensorProto { DataType = 1, Dims = { -2 } }));
        Assert.Contains("needs 8 bytes, but the file holds 7",
            RefusedTensor(new TensorProto { DataType = 1, Dims = { 2 }, RawData = ByteString.CopyFrom(new byte[7]) }));
        Assert.Contains("needs 8 bytes, but the file holds 9",
            RefusedTensor(new TensorProto { DataType = 1, Dims = { 2 }, RawData = ByteString.CopyFrom(new byte[9]) }));
        Assert.Contains("needs 2 values, but the file holds 3", RefusedTensor(new TensorProto { DataType = 1, Dims = { 2 }, FloatData = { 1, 2, 3 } }));
        Assert.Contains("needs 2 values, but the file holds 0", RefusedTensor(new TensorProto { DataType = 1, Dims = { 2 }, Int32Data = { 1, 2 } }));
    }

    [Fact]
    public void Element_types_that_are_unknown_are_named()
    {
        Assert.Contains("number 17", RefusedTensor(new TensorProto { DataType = 17, Dims = { 1 }, RawData = ByteString.CopyFrom(1) }));
        Assert.Contains("String", RefusedTensor(new TensorProto { DataType = 8, Dims = { 0 } }));
        Assert.Contains("Undefined", RefusedTensor(new TensorProto { Dims = { 0 } }));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(99)]
    public void Operator_sets_out_of_range_are_named(int opset)
    {
        string message = Refused(() => new Net(opset).Input("x", 1).Output("y").Node("Relu", "x", "y").Loaded());
        Assert.Contains($"operator set {opset}", message);
        Assert.Contains("1 to 21", message);
    }

    [Fact]
    public void A_node_of_an_operator_set_that_is_not_imported_is_named()
    {
        var node = new NodeProto { OpType = "Gelu", Domain = "com.microsoft", Input = { "x" }, Output = { "y" } };
        var proto = new ModelProto
        {
            Graph = new GraphProto { Node = { node }, Initializer = { new TensorProto { Name = "x", DataType = 1, FloatData = { 1 } } } },
            OpsetImport = { new OperatorSetIdProto { Domain = "ai.onnx", Version = 13 } },
        };
        Assert.Contains("'com.microsoft', which the file does not import", Refused(() => OnnxFile.Load(proto.ToByteArray())));
        proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        Node loaded = Assert.Single(OnnxFile.Load(proto.ToByteArray()).Graph.Nodes);
        Assert.Equal(("com.microsoft", 1), (loaded.Domain, loaded.Opset));
        proto.OpsetImport.Clear();
        Assert.Contains("imports no operator set", Refused(() => OnnxFile.Load(proto.ToByteArray())));
    }

    [Fact]
    public void A_circle_names_nodes_and_values()
    {
        string message = Refused(() => new Net(13).Input("x", 1).Output("d")
            .Node("Add", "x c", "a").Node("Relu", "a", "b").Node("Relu", "b", "c").Node("Relu", "c", "d").Loaded());
        Assert.Contains("circle", message);
        Assert.Contains("'n1' (Relu) reads 'a', made by 'n0' (Add)", message);
        Assert.DoesNotContain("n3", message);
        Assert.Contains("circle", Refused(() => new Net(13).Output("a").Node("Relu", "a", "a").Loaded()));
    }

    [Fact]
    public void Values_that_nothing_or_two_nodes_make_are_named()
    {
        Assert.Contains("'n0' (Relu) reads 'w', which nothing makes", Refused(() => new Net(13).Output("y").Node("Relu", "w", "y").Loaded()));
        Assert.Contains("output 'z'", Refused(() => new Net(13).Input("x", 1).Output("z").Node("Relu", "x", "y").Loaded()));
        Assert.Contains("makes 'y' a second time: node 'n0' (Relu)",
            Refused(() => new Net(13).Input("x", 1).Output("y").Node("Relu", "x", "y").Node("Abs", "x", "y").Loaded()));
        Assert.Contains("'n0' (Relu) makes 'x' a second time", Refused(() => new Net(13).Input("x", 1).Output("x").Node("Relu", "x", "x").Loaded()));
        Graph branch = new Net(13).Output("z").Node("Relu", "nowhere", "z").Graph("branch");
        Assert.Contains("'nowhere'", Refused(() => new Net(13).Input("x", 1).Output("y").Node("If", "x", "y", ("then_branch", branch)).Loaded()));
    }

    [Fact]
    public void Deep_nesting_does_not_overflow_the_stack()
    {
        Graph graph = new Net(13).Output("z").Node("Relu", "x", "z").Graph();
        for (int depth = 0; depth < 1000; depth++)
            graph = new Net(13).Output("z").Node("If", "x", "z", ("then_branch", graph)).Graph();
        var model = new Net(13).Input("x", 1).Output("y").Node("If", "x", "y", ("then_branch", graph)).Model();
        Assert.Contains("damaged", Refused(() => OnnxFile.Load(Net.BytesOf(model))));

        byte[] groups = Enumerable.Repeat((byte)0x0B, 100000).ToArray();
        Assert.Contains("damaged", Refused(() => OnnxFile.Load(groups)));
    }

    [Fact]
    public void Flipped_bytes_in_old_forms_never_do_worse_than_a_message()
    {
        byte[] bytes = new Net(9).Input("x", 1, 4, 4).Output("y").Output("i", ElementType.Int64).Constant("s", Tensor.Vector(1f, 2f, 2f))
            .Node("Slice", "x", "a", ("starts", new[] { 0L }), ("ends", new[] { 2L })).Node("Pad", "a", "b", ("pads", new long[6]))
            .Node("Upsample", "b s", "c", ("mode", "nearest")).Node("Clip", "c", "d", ("min", 0f)).Node("Dropout", "d", "e m")
            .Node("Softmax", "e", "f").Node("Split", "f", "g h", ("split", new[] { 1L, 1L })).Node("Squeeze", "g", "j", ("axes", new[] { 0L }))
            .Node("ReduceMax", "j", "k", ("axes", new[] { 0L })).Node("TopK", "k", "y i", ("k", 1L)).Bytes();
        var random = new Random(6);
        for (int round = 0; round < 20000; round++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (LoadsOrIsRefused(damaged) is { } model)
                CanonicalOrRefused(model);
        }
    }

    private static byte[] Small()
    {
        Graph branch = new Net(13).Output("z").Node("Relu", "h", "z").Graph("branch");
        Model model = new Net(13).Input("x", 1, 1, 4, 4).Output("y").Output("q")
            .Constant("w", Tensor.Of(new Shape(1, 1, 2, 2), 1f, 2f, 3f, 4f)).Constant("axes", Tensor.Vector(1L))
            .Node("Conv", "x w", "c", ("kernel_shape", new[] { 2L, 2L }), ("auto_pad", "SAME_UPPER"))
            .Node("Constant", "", "k", ("value", Tensor.Vector(1f, 2f))).Node("Relu", "c", "h")
            .Node("If", "k", "y", ("then_branch", branch), ("else_branch", branch)).Node("LeakyRelu", "h", "q", ("alpha", 0.1f))
            .Model();
        return Net.BytesOf(model with { Metadata = new Dictionary<string, string> { ["task"] = "test" } });
    }

    private static string Refused(Func<Model> load) => Assert.Throws<ModelException>(load).Message;

    private static string RefusedTensor(TensorProto tensor)
    {
        tensor.Name = "w";
        var proto = new ModelProto { Graph = new GraphProto { Initializer = { tensor } }, OpsetImport = { new OperatorSetIdProto { Version = 13 } } };
        string message = Refused(() => OnnxFile.Load(proto.ToByteArray()));
        Assert.Contains("'w'", message);
        return message;
    }

    private static void CanonicalOrRefused(Model model)
    {
        try
        {
            Canonicalizer.Apply(model);
        }
        catch (ModelException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private static Model? LoadsOrIsRefused(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return OnnxFile.Load(bytes);
        }
        catch (ModelException e)
        {
            Assert.NotEmpty(e.Message);
            return null;
        }
    }
}
