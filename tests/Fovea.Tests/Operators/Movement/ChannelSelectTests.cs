using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators.Movement;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Operators.Movement;

/// <summary>Chosen channels of one or two maps, compared with picking them out by hand: ONNX has no such operator.</summary>
public sealed class ChannelSelectTests
{
    [SkippableTheory]
    [InlineData(GlApi.OpenGL)]
    [InlineData(GlApi.OpenGLES)]
    public void Channels_of_two_maps_in_any_order(GlApi api)
    {
        foreach ((int a, int b, int[] channels) in new[] { (1, 0, new[] { 0, 0, 0 }), (5, 0, new[] { 4, 0, 3, 3, 1 }), (5, 3, new[] { 7, 0, 5, 2, 6, 4, 1, 3, 0 }), (8, 13, new[] { 20, 8, 7 }) })
            Check(api, a, b, channels);
    }

    [Fact]
    public void A_channel_that_is_not_there_is_refused()
    {
        ModelException e = Assert.Throws<ModelException>(() => ShapeInference.Infer(Graph(new Shape(1, 4, 2, 2), null, new[] { 1, 4 })));
        Assert.Contains("channel 4 of 4", e.Message, System.StringComparison.Ordinal);
    }

    private static void Check(GlApi api, int a, int b, int[] channels)
    {
        Shape first = new(2, a, 3, 5);
        Shape? second = b > 0 ? new Shape(2, b, 3, 5) : null;
        var inputs = new Dictionary<string, Tensor> { ["a"] = Samples.Floats(first) };
        if (second is not null)
            inputs["b"] = Samples.Floats(second, 1);
        float[][] planes = inputs.Values.Select(t => t.ToSingles()).ToArray();
        float[] want = Enumerable.Range(0, 2).SelectMany(n => channels.SelectMany(c => c < a
            ? planes[0].Skip((n * a + c) * 15).Take(15)
            : planes[1].Skip((n * b + c - a) * 15).Take(15))).ToArray();
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            using var runner = new GlModelRunner(context, new Model(Graph(first, second, channels), new Dictionary<string, int> { [""] = 21, [ChannelSelect.Domain] = 1 }));
            Assert.Equal(want, runner.Run(inputs)["y"].ToSingles());
        });
    }

    private static Graph Graph(Shape a, Shape? b, int[] channels)
    {
        var inputs = new List<ValueInfo> { new("a", ElementType.Float, a) };
        if (b is not null)
            inputs.Add(new ValueInfo("b", ElementType.Float, b));
        var node = new Node("ChannelSelect", inputs.Select(i => i.Name).ToArray(), new[] { "y" })
        {
            Domain = ChannelSelect.Domain,
            Attributes = Attributes.None.With("channels", channels.Select(c => (long)c).ToArray()),
        };
        return new Graph("select", inputs, new[] { new ValueInfo("y", ElementType.Float, (IReadOnlyList<Dimension>?)null) }, new[] { node }, new Dictionary<string, Tensor>());
    }
}
