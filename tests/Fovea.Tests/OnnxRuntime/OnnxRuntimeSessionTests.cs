using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Tests.Models;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace Fovea.Tests.OnnxRuntime;

public sealed class OnnxRuntimeSessionTests
{
    [SkippableTheory]
    [InlineData("mnist_28")]
    [InlineData("squeezenet1.1_224")]
    [InlineData("mobilenet_v2_224")]
    [InlineData("blazeface_front_128")]
    [InlineData("ultraface_rfb_320x240")]
    public void Agrees_with_the_golden_outputs(string name)
    {
        Golden golden = Golden.Load(name);
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(golden.ModelPath);
        golden.AssertAgrees(session.Run(golden.Inputs));
    }

    [SkippableTheory]
    [InlineData("mnist_28")]
    [InlineData("blazeface_front_128")]
    [InlineData("ultraface_rfb_320x240")]
    public void Every_value_can_be_an_output(string name)
    {
        Golden golden = Golden.Load(name);
        var options = new OnnxRuntimeOptions { ExposeEveryValue = true, Optimization = GraphOptimizationLevel.ORT_DISABLE_ALL };
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(golden.ModelPath, options);
        IReadOnlyDictionary<string, Tensor> values = session.Run(golden.Inputs);

        golden.AssertAgrees(values);
        foreach (Node node in OnnxFile.Load(golden.ModelPath).Graph.Nodes)
            Assert.All(node.Outputs.Where(n => n.Length > 0), output => Assert.True(values.ContainsKey(output), output));
    }

    [Fact]
    public void An_exposed_value_is_what_the_operator_made()
    {
        byte[] net = new Net(13).Input("x", 3).Node("Neg", "x", "a").Node("Abs", "a", "b").Node("Sqrt", "b", "y").Output("y").Bytes();
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(net, new OnnxRuntimeOptions { ExposeEveryValue = true });
        var values = session.Run(One("x", Tensor.Vector(1f, -4f, 9f)));

        Assert.Equal(new[] { "y", "a", "b" }, session.Outputs.Select(v => v.Name));
        Assert.Equal(new[] { -1f, 4f, -9f }, values["a"].ToSingles());
        Assert.Equal(new[] { 1f, 4f, 9f }, values["b"].ToSingles());
        Assert.Equal(new[] { 1f, 2f, 3f }, values["y"].ToSingles());
    }

    [Theory]
    [InlineData(ElementType.Float)]
    [InlineData(ElementType.Double)]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.UInt8)]
    [InlineData(ElementType.Int16)]
    [InlineData(ElementType.UInt16)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.UInt32)]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.UInt64)]
    [InlineData(ElementType.Bool)]
    [InlineData(ElementType.BFloat16)]
    public void Every_element_type_goes_in_and_comes_out(ElementType type)
    {
        // Reversed by a Slice where ONNX Runtime has one, so that the bytes that come out are not simply those that went in.
        bool reversed = type != ElementType.BFloat16;
        byte[] net = new Net(13).Input("x", type, 2, 3)
            .Constant("from", Tensor.Vector(-1L)).Constant("to", Tensor.Vector(-9L)).Constant("axis", Tensor.Vector(1L)).Constant("step", Tensor.Vector(-1L))
            .Node(reversed ? "Slice" : "Identity", reversed ? "x from to axis step" : "x", "y")
            .Output("y", type).Bytes();
        double[] values = type == ElementType.Bool ? new double[] { 0, 1, 1, 1, 0, 0 } : new double[] { 0, 1, 2, 64, 100, 127 };
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(net);
        Tensor y = session.Run(One("x", Tensor.From(type, new Shape(2, 3), values)))["y"];

        Assert.Equal(type, session.Inputs.Single().Type);
        Assert.Equal((type, new Shape(2, 3)), (y.Type, y.Shape));
        double[] expected = reversed ? values.Take(3).Reverse().Concat(values.Skip(3).Reverse()).ToArray() : values;
        Assert.Equal(expected, y.ToDoubles());
    }

    [Fact]
    public void Scalars_and_empty_tensors_pass()
    {
        byte[] net = new Net(13).Input("x", 0, 3).Input("s").Node("Identity", "x", "y").Node("Neg", "s", "t").Output("y").Output("t").Bytes();
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(net);
        var values = session.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of<float>(new Shape(0, 3)), ["s"] = Tensor.Scalar(2f) });
        Assert.Equal(new Shape(0, 3), values["y"].Shape);
        Assert.Equal((Shape.Scalar, -2f), (values["t"].Shape, values["t"].ToSingles().Single()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Only_wanted_outputs_are_given_on_any_number_of_threads(int threads)
    {
        Model net = new Net(13).Input("x", 2).Node("Neg", "x", "y").Node("Abs", "x", "z").Output("y").Output("z").Model();
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(net, new OnnxRuntimeOptions { Threads = threads });
        KeyValuePair<string, Tensor> z = session.Run(One("x", Tensor.Vector(-1f, 2f)), new[] { "z" }).Single();
        Assert.Equal("z", z.Key);
        Assert.Equal(new[] { 1f, 2f }, z.Value.ToSingles());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void External_data_lies_in_the_models_folder(bool exposeEveryValue)
    {
        using var folder = TestFiles.NewFolder();
        string path = WithExternalWeights(folder);
        var options = new OnnxRuntimeOptions { ExposeEveryValue = exposeEveryValue };
        var input = One("x", Tensor.Vector(1f, 2f));

        using (OnnxRuntimeSession session = OnnxRuntimeSession.Load(path, options))
            Assert.Equal(new[] { 11f, 22f }, session.Run(input)["y"].ToSingles());
        options = options with { ExternalDataFolder = folder.Location };
        using (OnnxRuntimeSession session = OnnxRuntimeSession.Load(File.ReadAllBytes(path), options))
            Assert.Equal(new[] { 11f, 22f }, session.Run(input)["y"].ToSingles());
    }

    [Fact]
    public void A_model_that_is_rejected_is_named_with_the_reason()
    {
        using var folder = TestFiles.NewFolder();
        string path = folder.File("odd.onnx");
        OnnxFile.Save(new Net(13).Input("x", 2).Node("Levitate", "x", "y").Output("y").Model(), path);
        var e = Assert.Throws<ModelException>(() => OnnxRuntimeSession.Load(path));
        Assert.Contains("odd.onnx", e.Message);
        Assert.Contains("Levitate", e.Message);

        Assert.Contains("nowhere.onnx", Assert.Throws<ModelException>(() => OnnxRuntimeSession.Load(folder.File("nowhere.onnx"))).Message);
        Assert.Throws<ModelException>(() => OnnxRuntimeSession.Load(new byte[] { 1, 2, 3 }));
    }

    [Fact]
    public void A_wrong_input_is_named()
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(new Net(13).Input("x", 2).Node("Neg", "x", "y").Output("y").Bytes());
        Assert.Contains("'x'", Message(One("z", Tensor.Vector(1f, 2f))).Replace("x:", "'x'"));
        Assert.Contains("Int32", Message(One("x", Tensor.Vector(1, 2))));
        Assert.Contains("dimensions", Message(One("x", Tensor.Vector(1f, 2f, 3f))));
        Assert.Contains("'z'", Message(new Dictionary<string, Tensor> { ["x"] = Tensor.Vector(1f, 2f), ["z"] = Tensor.Vector(1f) }));
        Assert.Contains("'q'", Assert.Throws<ModelException>(() => session.Run(One("x", Tensor.Vector(1f, 2f)), new[] { "q" })).Message);

        string Message(Dictionary<string, Tensor> inputs) => Assert.Throws<ModelException>(() => session.Run(inputs)).Message;
    }

    [Fact]
    public void The_library_is_there_and_says_its_version()
    {
        Assert.Null(OnnxRuntimeLibrary.WhyUnavailable());
        Assert.True(Version.Parse(OnnxRuntimeLibrary.Version) >= new Version(1, 17));
    }

    private static Dictionary<string, Tensor> One(string name, Tensor value) => new() { [name] = value };

    // y = x + [10, 20], the constant in a file of its own. Fovea writes no external data, so the reference is written by hand:
    // TensorProto fields 1 dims, 2 data_type, 8 name, 13 external_data, 14 data_location, inside ModelProto.graph.initializer.
    private static string WithExternalWeights(TestFiles.TemporaryFolder folder)
    {
        Model model = new Net(13).Input("x", 2).Input("w", 2).Node("Add", "x w", "y").Output("y").Model();
        byte[] entry = Field(1, "location"u8.ToArray()).Concat(Field(2, "weights.bin"u8.ToArray())).ToArray();
        byte[] tensor = new byte[] { 1 << 3, 2, 2 << 3, 1 }.Concat(Field(8, "w"u8.ToArray())).Concat(Field(13, entry)).Concat(new byte[] { 14 << 3, 1 }).ToArray();
        string path = folder.File("external.onnx");
        File.WriteAllBytes(path, Net.BytesOf(model).Concat(Field(7, Field(5, tensor))).ToArray());
        File.WriteAllBytes(folder.File("weights.bin"), new[] { 10f, 20f }.SelectMany(BitConverter.GetBytes).ToArray());
        return path;
    }

    private static byte[] Field(int number, byte[] content) =>
        new[] { (byte)((number << 3) | 2), (byte)content.Length }.Concat(content).ToArray();
}
