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

/// <summary>Maps written to places of one tensor, compared with placing each element by hand: ONNX has no such operator.</summary>
public sealed class AssembleTests
{
    [SkippableTheory]
    [InlineData(GlApi.OpenGL)]
    [InlineData(GlApi.OpenGLES)]
    public void Each_element_lies_where_offset_and_strides_say(GlApi api)
    {
        // Two scales of a detector's head, [2, 15 + 2, 5 + 1]: cells become rows, and of the first scale two maps lie side by side in them.
        Shape a = new(2, 5, 3, 5), b = new(2, 1, 3, 5), c = new(2, 6, 1, 2), whole = new(2, 17, 6);
        long[] offsets = [0, 5, 15 * 6], strides = [17 * 6, 1, 5 * 6, 6, 17 * 6, 1, 5 * 6, 6, 17 * 6, 1, 2 * 6, 6];
        var inputs = new Dictionary<string, Tensor> { ["a"] = Samples.Floats(a), ["b"] = Samples.Floats(b, 1), ["c"] = Samples.Floats(c, 2) };
        float[] want = new float[whole.Count];
        foreach ((Tensor tensor, int i) in inputs.Values.Select((tensor, i) => (tensor, i)))
        {
            Shape shape = tensor.Shape;
            float[] values = tensor.ToSingles();
            for (int k = 0; k < values.Length; k++)
            {
                int x = k % shape[3], y = k / shape[3] % shape[2], channel = k / (shape[3] * shape[2]) % shape[1], n = k / (shape[3] * shape[2] * shape[1]);
                want[offsets[i] + (n * strides[4 * i]) + (channel * strides[(4 * i) + 1]) + (y * strides[(4 * i) + 2]) + (x * strides[(4 * i) + 3])] = values[k];
            }
        }

        var node = new Node("Assemble", ["a", "b", "c"], ["y"])
        {
            Domain = Assemble.Domain,
            Attributes = Attributes.None.With("shape", whole.Select(d => (long)d).ToArray()).With("offsets", offsets).With("strides", strides),
        };
        var graph = new Graph(
            "assembled", inputs.Select(p => new ValueInfo(p.Key, ElementType.Float, p.Value.Shape)).ToArray(), [new ValueInfo("y", ElementType.Float, whole)], [node],
            new Dictionary<string, Tensor>());
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            using var runner = new GlModelRunner(context, new Model(graph, new Dictionary<string, int> { [""] = 21, [Assemble.Domain] = 1 }));
            Assert.Equal(want, runner.Run(inputs)["y"].ToSingles());
        });
    }
}
