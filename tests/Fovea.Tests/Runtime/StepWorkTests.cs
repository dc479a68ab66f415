using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Fovea.Tests.Models;
using Fovea.Tests.Operators;
using Xunit;

namespace Fovea.Tests.Runtime;

/// <summary>The arithmetic and traffic that steps claim, against what the layers' shapes say.</summary>
public sealed class StepWorkTests
{
    [SkippableTheory, InlineData("mobilenet_v2_224"), InlineData("squeezenet1.1_224"), InlineData("blazeface_front_128")]
    public void The_multiply_adds_of_a_network_are_those_of_its_layers(string name)
    {
        Model model = OnnxFile.Load(TestFiles.Asset($"models/{name}.onnx"));
        Graph graph = Canonicalizer.Apply(model);
        long expected = 2 * ModelSummary.Of(graph, ShapeInference.Infer(graph).ToDictionary(i => i.Key, i => i.Value.Shape)).Layers
            .Where(layer => layer.Operator is "Conv" or "Gemm" or "MatMul").Sum(layer => layer.MultiplyAdds);
        IReadOnlyList<PlanStep> steps = Steps(model);
        // A kernel may finish in a dispatch of its own that touches each result once more.
        Assert.InRange(steps.Where(s => s.Operator is "Conv" or "Gemm" or "MatMul").Sum(s => s.Flops), expected, (long)(1.01 * expected));
        Assert.All(steps, step => Assert.True(step.Bytes >= 16 && step.Operator.Length > 0 && step.Label.Length > 0));
    }

    // [1, 6, 9, 7] with 3x3 weights in two groups gives [1, 4, 9, 7]: 4 * 63 outputs of 3 * 9 products.
    [SkippableFact]
    public void A_convolution_multiplies_what_its_groups_see() => Assert.Equal(
        2L * 4 * 63 * 27, Step("Conv", "x w", Samples.Floats(new Shape(4, 3, 3, 3)), ("group", 2L), ("pads", new[] { 1L, 1L, 1L, 1L })).Flops);

    // Each of 6 * 63 inputs is spread over 2 channels (of its group) times 9 places.
    [SkippableFact]
    public void A_transposed_convolution_spreads_each_input() => Assert.Equal(
        2L * 6 * 63 * 2 * 9, Step("ConvTranspose", "x w", Samples.Floats(new Shape(6, 2, 3, 3)), ("group", 2L), ("strides", new[] { 2L, 2L })).Flops);

    [SkippableFact]
    public void A_pool_looks_at_a_window_for_each_output() => Assert.Equal(
        6L * 7 * 5 * 9, Step("MaxPool", "x", null, ("kernel_shape", new[] { 3L, 3L })).Flops);

    [SkippableFact]
    public void What_touches_each_element_reads_and_writes_it_once()
    {
        PlanStep step = Step("Relu", "x", null);
        Assert.Equal(6L * 63, step.Flops);
        Assert.InRange(step.Bytes, 2 * 4 * 6 * 63, 2 * 4 * 8 * 63);
    }

    private static PlanStep Step(string type, string inputs, Tensor? weights, params (string Name, object Value)[] attributes)
    {
        Net net = new Net(17).Input("x", 1, 6, 9, 7).Output("y").Node(type, inputs, "y", attributes);
        if (weights is not null)
            net.Constant("w", weights);
        return Steps(net.Model()).Single(step => step.Operator == type);
    }

    private static IReadOnlyList<PlanStep> Steps(Model model) => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using GpuContext context = GpuContext.Attach(gl);
        using var runner = new GlModelRunner(context, model);
        return runner.PlanFor(new Dictionary<string, Shape>()).Blueprint.Steps;
    });
}
