using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Vision;
using Xunit;

namespace Fovea.Tests.Models;

public sealed class ModelRowsTests
{
    private const int Boxes = 5;

    /// <summary>A detector whose graph suppresses by itself, and so gives as many rows as it finds objects: its "network" reads scores from pixels.</summary>
    [SkippableTheory]
    [InlineData("gl")]
    [InlineData("onnxruntime")]
    public void A_graph_that_finds_a_different_number_each_time_is_watched(string backend)
    {
        if (backend == "onnxruntime")
            Skip.If(OnnxRuntimeLibrary.WhyUnavailable() is not null, OnnxRuntimeLibrary.WhyUnavailable());
        Model model = ModelRows.Fix(Suppressing(), 4);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
            using IModelRunner runner = backend == "gl" ? new GlModelRunner(context, model) : OnnxRuntimeRunner.Load(model);
            using var detector = new Detector(context, runner, new DetectorOptions(new ImageInput(), "EndToEnd") { ScoreThreshold = 0.3f });
            using var host = new HostDetector(runner, new DetectorOptions(new ImageInput(), "EndToEnd") { ScoreThreshold = 0.3f });
            foreach (byte[] scores in new[] { new byte[] { 200, 190, 0, 0, 150 }, new byte[5], new byte[] { 0, 120, 130, 140, 150 }, new byte[] { 255, 0, 0, 0, 0 } })
            {
                // The first two boxes are rivals; the others stand alone. Four rows are the most.
                int[] kept = Enumerable.Range(0, Boxes).Where(i => scores[i] > 76 && !(i == 1 && scores[0] > scores[1])).ToArray();
                byte[] rgba = new byte[4 * Boxes * 2];
                for (int i = 0; i < Boxes; i++)
                    rgba[4 * i] = scores[i];
                using var texture = new GpuTexture(context, Boxes, 2, GpuTextureFormat.Rgba8, "scores");
                texture.Upload<byte>(rgba);
                DetectionResult onGpu = detector.CreateResult(), onHost = host.CreateResult();
                detector.Run(new PictureTexture(PixelEncoding.Rgb, texture), onGpu);
                host.Run(rgba, Boxes, 2, onHost);
                foreach (DetectionResult found in new[] { onGpu, onHost })
                {
                    Assert.Equal(0, found.NonFinite);
                    Assert.Equal(kept.OrderByDescending(i => scores[i]).Select(i => scores[i] / 255f), Enumerable.Range(0, found.Count).Select(i => found[i].Score), new Close());
                }
            }
        });
    }

    [Fact]
    public void Outputs_of_a_fixed_size_are_left_alone()
    {
        var graph = new Graph(
            "fixed", [new ValueInfo("x", ElementType.Float, new Shape(1, 3))], [new ValueInfo("y", ElementType.Float, new Shape(1, 3))],
            [new Node("Relu", ["x"], ["y"]) { Opset = 13 }], new Dictionary<string, Tensor>());
        var model = new Model(graph, new Dictionary<string, int> { [""] = 13 });
        Assert.Same(model, ModelRows.Fix(model, 10));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(13)]
    public void Lists_are_filled_with_zeros_and_cut_off(int opset)
    {
        var open = new ValueInfo("y", ElementType.Float, [new Dimension(1, null), new Dimension(null, "found")]);
        var graph = new Graph(
            "open", [new ValueInfo("x", ElementType.Float, [new Dimension(1, null), new Dimension(null, "n")])], [open],
            [new Node("Relu", ["x"], ["y"]) { Opset = opset }], new Dictionary<string, Tensor>());
        Model model = ModelRows.Fix(new Model(graph, new Dictionary<string, int> { [""] = opset }), 3);
        Assert.Equal(new Shape(1, 3), model.Graph.Outputs[0].Shape);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl);
            using var runner = new GlModelRunner(context, model);
            foreach ((float[] given, float[] want) in new[] { (new float[] { 1, 2 }, new float[] { 1, 2, 0 }), (new float[] { 1, 2, 3, 4, 5 }, new float[] { 1, 2, 3 }) })
                Assert.Equal(want, runner.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of<float>(new Shape(1, given.Length), given) }).Values.Single().ToSingles());
        });
    }

    // Five boxes, whose scores are the red of the picture's first row, through NonMaxSuppression; rows of [batch, x1, y1, x2, y2, class, score].
    private static Model Suppressing()
    {
        float[] boxes = [0, 0, 2, 1, 0.1f, 0, 2.1f, 1, 3, 0, 4, 1, 0, 1, 1, 2, 3, 1, 4, 2];
        Node Make(string op, string[] inputs, string output, params (string Name, object Value)[] attributes) => new(op, inputs, [output])
        {
            Opset = 13,
            Attributes = new Attributes(attributes.ToDictionary(a => a.Name, a => a.Value)),
        };
        Tensor Whole(params long[] values) => Tensor.Of<long>(new Shape(values.Length), values);
        Node[] nodes =
        [
            Make("Slice", ["x", "zeros", "ends", "axes"], "red"),
            Make("Reshape", ["red", "list"], "scores"),
            Make("NonMaxSuppression", ["boxes", "scores", "most", "overlap", "least"], "selected"),
            Make("Slice", ["selected", "two", "three", "axis1"], "column"),
            Make("Reshape", ["column", "flat"], "index"),
            Make("Reshape", ["boxes", "rows4"], "corners"),
            Make("Gather", ["corners", "index"], "kept", ("axis", 0L)),
            Make("Reshape", ["scores", "rows1"], "column of scores"),
            Make("Gather", ["column of scores", "index"], "sure", ("axis", 0L)),
            Make("Mul", ["sure", "nothing"], "zero"),
            Make("Concat", ["zero", "kept", "zero", "sure"], "y", ("axis", 1L)),
        ];
        var constants = new Dictionary<string, Tensor>
        {
            ["boxes"] = Tensor.Of<float>(new Shape(1, Boxes, 4), boxes),
            ["zeros"] = Whole(0, 0),
            ["ends"] = Whole(1, 1),
            ["axes"] = Whole(1, 2),
            ["list"] = Whole(1, 1, Boxes),
            ["most"] = Whole(100),
            ["overlap"] = Tensor.Of<float>(new Shape(1), [0.5f]),
            ["least"] = Tensor.Of<float>(new Shape(1), [0.3f]),
            ["two"] = Whole(2),
            ["three"] = Whole(3),
            ["axis1"] = Whole(1),
            ["flat"] = Whole(-1),
            ["rows4"] = Whole(Boxes, 4),
            ["rows1"] = Whole(Boxes, 1),
            ["nothing"] = Tensor.Of<float>(new Shape(1), [0]),
        };
        var output = new ValueInfo("y", ElementType.Float, [new Dimension(null, "found"), new Dimension(7, null)]);
        return new Model(
            new Graph("suppressing", [new ValueInfo("x", ElementType.Float, new Shape(1, 3, 2, Boxes))], [output], nodes, constants),
            new Dictionary<string, int> { [""] = 13 });
    }

    private sealed class Close : IEqualityComparer<float>
    {
        public bool Equals(float a, float b) => Math.Abs(a - b) < 1e-3f;

        public int GetHashCode(float value) => 0;
    }
}
