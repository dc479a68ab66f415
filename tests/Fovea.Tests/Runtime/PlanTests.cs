using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Runtime;

public sealed class PlanTests
{
    public static IEnumerable<object[]> ApisAndModes() =>
        from api in new[] { GlApi.OpenGL, GlApi.OpenGLES }
        from options in new[]
        {
            new PlannerOptions(), new PlannerOptions { Alias = false }, new PlannerOptions { BarrierAfterEveryStep = true }, new PlannerOptions { Poison = true },
        }
        select new object[] { api, options };

    [SkippableTheory]
    [MemberData(nameof(ApisAndModes))]
    public void A_chain_over_both_layouts_computes_what_the_host_does(GlApi api, PlannerOptions options)
    {
        Graph graph = Chain();
        var random = new Random(1);
        Tensor x = Tensor.Of<float>(new Shape(2, 5, 3, 7), Enumerable.Range(0, 210).Select(_ => (float)random.NextDouble() - 0.5f).ToArray());
        Tensor expected = OnHost(graph, x);
        GlThread.Run(api, gl =>
        {
            using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
            using var runner = new GlModelRunner(context, new Model(graph, new Dictionary<string, int> { [""] = 21 }), options);
            IReadOnlyDictionary<string, Tensor> outputs = runner.Run(new Dictionary<string, Tensor> { ["x"] = x });
            Assert.Equal(expected.Shape, outputs["y"].Shape);
            float[] want = expected.ToSingles(), got = outputs["y"].ToSingles();
            for (int i = 0; i < want.Length; i++)
                Assert.Equal(want[i], got[i], 1e-5f);
            Assert.Empty(HazardChecker.Check(runner.PlanFor(new Dictionary<string, Shape>()).Blueprint));
        });
    }

    // Row-major in, transposed into a packed map, arithmetic with a channel vector and itself there, out through a transposition.
    private static Graph Chain()
    {
        var constants = new Dictionary<string, Tensor>
        {
            ["bias"] = Tensor.Of<float>(new Shape(7, 1, 1), 1, -1, 2, -2, 3, -3, 0.5f),
            ["shape"] = Tensor.Vector<long>(2, -1),
        };
        var nodes = new[]
        {
            new Node("Transpose", new[] { "x" }, new[] { "t" }) { Attributes = Attributes.None.With("perm", new long[] { 0, 3, 1, 2 }) },
            new Node("Add", new[] { "t", "bias" }, new[] { "a" }),
            new Node("Sigmoid", new[] { "a" }, new[] { "s" }),
            new Node("Mul", new[] { "a", "s" }, new[] { "m" }),
            new Node("Sub", new[] { "m", "t" }, new[] { "d" }),
            new Node("Transpose", new[] { "d" }, new[] { "u" }) { Attributes = Attributes.None.With("perm", new long[] { 0, 2, 3, 1 }) },
            new Node("Reshape", new[] { "u", "shape" }, new[] { "y" }),
        };
        return new Graph(
            "chain", new[] { new ValueInfo("x", ElementType.Float, new Shape(2, 5, 3, 7)) },
            new[] { new ValueInfo("y", ElementType.Float, (IReadOnlyList<Dimension>?)null) }, nodes, constants);
    }

    private static Tensor OnHost(Graph graph, Tensor x)
    {
        var constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value);
        constants["x"] = x;
        Graph known = graph with { Inputs = Array.Empty<ValueInfo>(), Constants = constants };
        return ShapeInference.Infer(known)["y"].Value!;
    }
}
