using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Vision;
using Fovea.Vision.Explain;
using Xunit;
using CommandLine = Fovea.Tests.Player.CommandLine;

namespace Fovea.Tests.Vision.Explain;

/// <summary>By the maps' own mathematics: their mean and the bias are the class's score, and each cell is a product worked by hand.</summary>
public sealed class ClassActivationMapTests
{
    [SkippableFact]
    public void Cells_are_the_weighted_sum_of_their_features()
    {
        CommandLine.NeedOnnxRuntime();
        ClassActivationMap cam = ClassActivationMap.Of(Network("Gemm transB"));
        // Two channels of 2 rows and 3 columns; Relu makes zeros of what is below.
        Tensor x = Tensor.Of<float>(new Shape(1, 2, 2, 3), 1, 2, 3, 4, -5, 6, 10, 20, 30, -40, 50, 60);
        HeatMap map = cam.Map(Run(cam, x), 1);
        // Weights of class 1 are 0.5 and -1.
        Assert.Equal((3, 2), (map.Width, map.Height));
        Assert.Equal([0.5f - 10, 1 - 20, 1.5f - 30, 2, -50, 3 - 60], map.Values);
    }

    [SkippableTheory]
    [InlineData("Gemm transB")]
    [InlineData("Gemm")]
    [InlineData("MatMul")]
    [InlineData("MatMul, Add")]
    [InlineData("Conv")]
    [InlineData("none")]
    [InlineData("ReduceMean NCHW")]
    [InlineData("ReduceMean NHWC")]
    [InlineData("AveragePool")]
    [InlineData("Softmax")]
    public void The_mean_of_a_map_and_the_bias_are_the_score(string head)
    {
        CommandLine.NeedOnnxRuntime();
        ClassActivationMap cam = ClassActivationMap.Of(Network(head));
        var random = new Random(5);
        bool last = head == "ReduceMean NHWC";
        Shape shape = last ? new Shape(1, 2, 3, 2) : new Shape(1, 2, 2, 3);
        IReadOnlyDictionary<string, Tensor> outputs = Run(cam, Tensor.Of(shape, Enumerable.Range(0, 12).Select(_ => (float)(random.NextDouble() - 0.3)).ToArray()));
        double[] scores = outputs["y"].ToDoubles();
        double[] means = Enumerable.Range(0, scores.Length).Select(c => cam.Map(outputs, c).Values.Average(v => (double)v) + cam.Bias(c)).ToArray();
        if (head == "Softmax")
        {
            double sum = means.Sum(Math.Exp);
            means = means.Select(m => Math.Exp(m) / sum).ToArray();
        }

        Assert.Equal(head == "none" ? 2 : 3, scores.Length);
        for (int c = 0; c < scores.Length; c++)
            Assert.Equal(scores[c], means[c], 5);
    }

    [SkippableTheory]
    [InlineData("mobilenet_v2_224")]
    [InlineData("squeezenet1.1_224")]
    public void Trained_networks_on_GL_give_maps_whose_mean_is_the_score(string name)
    {
        CommandLine.NeedGl();
        bool squeeze = name.StartsWith("squeeze", StringComparison.Ordinal);
        Model model = WithoutSaturation(OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx")));
        Picture picture = Picture.Load(TestFiles.Asset("images/photos/goldfish.jpg"));
        ImageInput format = squeeze
            ? new ImageInput(ImageFit.CenterCrop, ColorOrder.Bgr, [104, 117, 123], [1, 1, 1])
            : new ImageInput(ImageFit.CenterCrop, ColorOrder.Rgb, [123.675f, 116.28f, 103.53f], [0.017125f, 0.017507f, 0.017429f]);
        ClassActivationMap cam = ClassActivationMap.Of(model);
        Tensor x = PictureToTensor.Convert(picture.Rgba, picture.Width, picture.Height, format, model.Graph.Inputs[0].Shape!, out _);
        IReadOnlyDictionary<string, Tensor> outputs = GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl);
            using var runner = new GlModelRunner(context, cam.Model);
            return runner.Run(new Dictionary<string, Tensor> { [model.Graph.Inputs[0].Name] = x });
        });
        float[] scores = outputs[model.Graph.Outputs[0].Name].ToSingles();
        double[] means = Enumerable.Range(0, 1000).Select(c => cam.Map(outputs, c).Values.Average(v => (double)v) + cam.Bias(c)).ToArray();
        if (squeeze)
        {
            double sum = means.Sum(Math.Exp);
            means = means.Select(m => Math.Exp(m) / sum).ToArray();
        }
        for (int c = 0; c < scores.Length; c++)
            Assert.Equal(scores[c], means[c], 1e-3);
        // Class 1 is the goldfish, which is what both see.
        Assert.Equal(1, Array.IndexOf(scores, scores.Max()));
        HeatMap map = cam.Map(outputs, 1);
        Assert.True(map.Most > 2 * Math.Abs(map.Values.Average()));
    }

    [Theory]
    [InlineData("no average", "no global average")]
    [InlineData("two layers", "right behind a global average; before 'n3' (Gemm) comes 'n2' (Gemm)")]
    [InlineData("Relu behind", "this one ends in 'n3' (Relu)")]
    [InlineData("computed weights", "computed while the network runs")]
    public void A_network_that_ends_otherwise_is_refused_with_the_reason(string head, string told) =>
        Assert.Contains(told, Assert.Throws<ModelException>(() => ClassActivationMap.Of(Network(head))).Message);

    [SkippableFact]
    public void An_average_over_parts_and_a_class_that_is_none_are_refused()
    {
        CommandLine.NeedOnnxRuntime();
        ClassActivationMap parts = ClassActivationMap.Of(Network("partial AveragePool"));
        IReadOnlyDictionary<string, Tensor> outputs = Run(parts, Tensor.Of(new Shape(1, 2, 2, 3), new float[12]));
        Assert.Contains("windows of 2 x 2, but", Assert.Throws<ModelException>(() => parts.Map(outputs, 0)).Message);
        ClassActivationMap cam = ClassActivationMap.Of(Network("MatMul"));
        outputs = Run(cam, Tensor.Of(new Shape(1, 2, 2, 3), new float[12]));
        Assert.Contains("no class 3; the network has 3", Assert.Throws<ModelException>(() => cam.Map(outputs, 3)).Message);
    }

    // MobileNetV2 was quantised once: behind the average nodes are left that cut off what was beyond eight bits then, the goldfish's score too.
    private static Model WithoutSaturation(Model model)
    {
        Graph graph = model.Graph;
        int average = graph.Nodes.ToList().FindIndex(n => n.Operator == "GlobalAveragePool");
        var constants = new Dictionary<string, Tensor>(graph.Constants);
        foreach (Node clip in graph.Nodes.Skip(average).Where(n => n.Operator == "Clip"))
            (constants[clip.Inputs[1]], constants[clip.Inputs[2]]) = (Tensor.Scalar(-1e6f), Tensor.Scalar(1e6f));
        return model with { Graph = graph with { Constants = constants } };
    }

    private static IReadOnlyDictionary<string, Tensor> Run(ClassActivationMap cam, Tensor x)
    {
        using var runner = OnnxRuntimeRunner.Load(cam.Model);
        return runner.Run(new Dictionary<string, Tensor> { ["x"] = x });
    }

    private static Model Network(string head)
    {
        // Of 3 classes and 2 channels, a row a class.
        float[] rows = [2, 1, 0.5f, -1, -3, 0.25f], columns = [2, 0.5f, -3, 1, -1, 0.25f];
        Net net = new Net(13).Input("x", head == "ReduceMean NHWC" ? [1, 2, 3, 2] : [1, 2, 2, 3]).Output("y")
            .Constant("rows", Tensor.Of(new Shape(3, 2), rows)).Constant("columns", Tensor.Of(new Shape(2, 3), columns))
            .Constant("square", Tensor.Of<float>(new Shape(2, 2), 1, 2, 3, 4)).Constant("bias", Tensor.Vector(0.5f, -0.25f, 7))
            .Constant("kernel", Tensor.Of(new Shape(3, 2, 1, 1), rows)).Constant("parts", Tensor.Of(new Shape(4, 3), new float[12]))
            .Node("Relu", "x", "f");
        net = head switch
        {
            "Gemm transB" => net.Node("GlobalAveragePool", "f", "p").Node("Flatten", "p", "q").Node("Gemm", "q rows bias", "y", ("transB", 1L)),
            "Gemm" => net.Node("GlobalAveragePool", "f", "p").Node("Flatten", "p", "q").Node("Gemm", "q columns bias", "y", ("alpha", 0.5f), ("beta", 2f)),
            "MatMul" => net.Node("GlobalAveragePool", "f", "p").Node("Flatten", "p", "q").Node("MatMul", "q columns", "y"),
            "MatMul, Add" => net.Node("GlobalAveragePool", "f", "p").Node("Flatten", "p", "q").Node("MatMul", "q columns", "r").Node("Add", "bias r", "y"),
            "Conv" => net.Node("GlobalAveragePool", "f", "p").Node("Conv", "p kernel bias", "q").Node("Flatten", "q", "y"),
            "none" => net.Node("GlobalAveragePool", "f", "p").Node("Flatten", "p", "y"),
            "ReduceMean NCHW" => net.Node("ReduceMean", "f", "p", ("axes", new long[] { -1, -2 }), ("keepdims", 0L)).Node("MatMul", "p columns", "y"),
            "ReduceMean NHWC" => net.Node("ReduceMean", "f", "p", ("axes", new long[] { 1, 2 }), ("keepdims", 0L)).Node("MatMul", "p columns", "y"),
            "AveragePool" => net.Node("AveragePool", "f", "p", ("kernel_shape", new long[] { 2, 3 })).Node("Flatten", "p", "q").Node("MatMul", "q columns", "y"),
            "Softmax" => net.Node("GlobalAveragePool", "f", "p").Node("Dropout", "p", "d").Node("Flatten", "d", "q")
                .Node("Gemm", "q rows bias", "r", ("transB", 1L)).Node("Softmax", "r", "y"),
            "no average" => net.Node("Flatten", "f", "q"),
            "two layers" => net.Node("Flatten", "f", "q").Node("Gemm", "q square", "r").Node("Gemm", "r columns", "y"),
            "Relu behind" => net.Node("GlobalAveragePool", "f", "p").Node("Flatten", "p", "q").Node("Relu", "q", "y"),
            "computed weights" => net.Node("GlobalAveragePool", "f", "p").Node("Flatten", "p", "q").Node("Relu", "columns", "w").Node("MatMul", "q w", "y"),
            "partial AveragePool" => net.Node("AveragePool", "f", "p", ("kernel_shape", new long[] { 2, 2 })).Node("Flatten", "p", "q").Node("MatMul", "q parts", "y"),
            _ => throw new ArgumentOutOfRangeException(nameof(head)),
        };
        return net.Model();
    }
}
