using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Passes;
using Fovea.Tests.Gpu;
using Xunit;

namespace Fovea.Tests.Runtime.Passes;

/// <summary>Small graphs from x to y: what a pass makes of them, and that every way to plan them computes what ONNX Runtime says.</summary>
public abstract class PassTest
{
    private protected static Node Transpose(string from, string to, params long[] permutation) =>
        Node("Transpose", from, to, ("perm", permutation));

    /// <summary>A node; inputs and outputs are separated by blanks.</summary>
    private protected static Node Node(string op, string inputs, string outputs, params (string Name, object Value)[] attributes) =>
        new(op, inputs.Split(' '), outputs.Split(' ')) { Attributes = new Attributes(attributes.ToDictionary(a => a.Name, a => a.Value)) };

    private protected static Graph Build(Shape input, IReadOnlyDictionary<string, Tensor> constants, params Node[] nodes)
    {
        var read = new HashSet<string>(nodes.SelectMany(n => n.Inputs));
        return new Graph(
            "test", new[] { new ValueInfo("x", ElementType.Float, input) },
            new[] { new ValueInfo("y", ElementType.Float, (IReadOnlyList<Dimension>?)null) }, nodes,
            constants.Where(c => read.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Value));
    }

    private protected static Tensor Random(string name, params int[] dims) => Random(name, new Shape(dims));

    /// <summary>Numbers of -1 to 1 that follow from the name, so that they are the same in whatever order tests run, and beside whichever.</summary>
    private protected static Tensor Random(string name, Shape shape)
    {
        var numbers = new Random(name.Aggregate(7, (seed, letter) => unchecked((31 * seed) + letter)));
        return Tensor.Of<float>(shape, Enumerable.Range(0, shape.Count).Select(_ => ((float)numbers.NextDouble() * 2) - 1).ToArray());
    }

    private protected static Graph Apply(IGraphPass pass, Graph graph) => pass.Apply(graph, Context(graph));

    private protected static PassContext Context(Graph graph) => new(ShapeInference.Infer(graph), OperatorRegistry.Default);

    private protected static string[] Operators(Graph graph) => graph.Nodes.Select(n => n.Operator).ToArray();

    /// <summary>The plan that the defaults make, without a GL context.</summary>
    private protected static PlanBlueprint PlanOf(Graph graph, PlannerOptions? options = null, GpuLimits? limits = null)
    {
        options ??= new PlannerOptions();
        graph = PassPipeline.Apply(graph, new Dictionary<string, Shape>(), OperatorRegistry.Default, options);
        return Planner.Plan(
            graph, ShapeInference.Infer(graph), OperatorRegistry.Default, limits ?? (GpuLimits.Portable with { StorageAlignment = 16 }), options);
    }

    /// <summary>Runs the graph with and without passes, and compares with ONNX Runtime; no plan has a hazard.</summary>
    private protected static void AssertSame(Graph graph)
    {
        var model = new Model(graph, new Dictionary<string, int> { [""] = 21 });
        Dictionary<string, Tensor> inputs = new() { ["x"] = Random("x", graph.Inputs[0].Shape!) };
        using OnnxRuntimeRunner reference = OnnxRuntimeRunner.Load(model);
        IReadOnlyDictionary<string, Tensor> want = reference.Run(inputs);
        GlThread.Run(GlApi.OpenGL, gl =>
        {
            foreach (bool portable in new[] { true, false })
            {
                using GpuContext context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = portable });
                foreach (bool optimize in new[] { true, false })
                {
                    using var runner = new GlModelRunner(context, model, new PlannerOptions { Optimize = optimize, Poison = true });
                    AssertEqual(want, runner.Run(inputs));
                    Assert.All(runner.Plans, plan => Assert.Empty(HazardChecker.Check(plan.Blueprint)));
                }
            }
        });
    }

    private static void AssertEqual(IReadOnlyDictionary<string, Tensor> want, IReadOnlyDictionary<string, Tensor> got)
    {
        foreach ((string name, Tensor tensor) in want)
        {
            Assert.Equal(tensor.Shape, got[name].Shape);
            float[] a = tensor.ToSingles(), b = got[name].ToSingles();
            for (int i = 0; i < a.Length; i++)
                Assert.Equal(a[i], b[i], 1e-4f * Math.Max(1, Math.Abs(a[i])));
        }
    }
}
