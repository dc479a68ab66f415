using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace Fovea.Tests.Operators;

/// <summary>
/// Base of operator tests: runs a network on ONNX Runtime and, from the same file, on the host where its operators can, on OpenGL and on
/// OpenGL ES, with inputs row-major and packed, in an arena full of NaN, on a device that offers the least that the standards allow.
/// </summary>
public abstract class OperatorTests
{
    private static readonly PlannerOptions Options = new() { Poison = true };

    // One context for each API, so that a program is built once for all tests. Touched on the GL thread only.
    private static readonly Dictionary<GlApi, GpuContext> Contexts = new();

    /// <summary>Starts the description of an operator.</summary>
    protected static OperatorCase Op(string name) => new(name);

    /// <summary>Checks operators against ONNX Runtime; says all that is wrong with any.</summary>
    protected static void Check(params OperatorCase[] cases) => Check((IEnumerable<OperatorCase>)cases);

    /// <inheritdoc cref="Check(OperatorCase[])"/>
    protected static void Check(IEnumerable<OperatorCase> cases) =>
        Check(cases.Select(c => new Trial(c.ToString(), c.Build(), c.Feeds, c.Tolerance, c.IsElementByElement)).ToArray());

    /// <summary>Checks a network of any number of nodes against ONNX Runtime.</summary>
    /// <param name="model">The network.</param>
    /// <param name="feeds">Its inputs.</param>
    /// <param name="tolerance">How far values may be off, relative to the largest of an output.</param>
    protected static void Check(Model model, IReadOnlyDictionary<string, Tensor> feeds, double tolerance = 1e-5) =>
        Check(new[] { new Trial(model.Graph.Name, model, feeds, tolerance, false) });

    /// <summary>Checks an operator against what it should give, where ONNX Runtime has no kernel for the element types.</summary>
    protected static void CheckAgainst(params (OperatorCase Case, Tensor Expected)[] cases) => Check(cases.Select(c =>
        new Trial(c.Case.ToString(), c.Case.Build(), c.Case.Feeds, c.Case.Tolerance, c.Case.IsElementByElement)
        {
            Expected = new Dictionary<string, Tensor> { ["y0"] = c.Expected },
        }).ToArray());

    /// <summary>Checks a network that passes could have made against the one that they would have made it from.</summary>
    /// <param name="original">The network that runs on ONNX Runtime.</param>
    /// <param name="rewritten">The network that runs on the GPU, as it is.</param>
    /// <param name="feeds">The inputs of both.</param>
    /// <param name="tolerance">How far values may be off, relative to the largest of an output.</param>
    protected static void CheckRewritten(Model original, Model rewritten, IReadOnlyDictionary<string, Tensor> feeds, double tolerance = 1e-5) =>
        Check(new[] { new Trial(original.Graph.Name, original, feeds, tolerance, false) { Rewritten = rewritten } });

    /// <summary>The refusal that a network of one operator meets when it is planned.</summary>
    protected static string Refusal(OperatorCase refused) => Assert.Throws<ModelException>(() => GlThread.Run(GlApi.OpenGL, gl =>
    {
        using var runner = new GlModelRunner(ContextOf(GlApi.OpenGL, gl), Loaded(refused.Build()), Options);
        runner.Run(refused.Feeds);
    })).Message;

    private static void Check(IReadOnlyList<Trial> trials)
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        Assert.NotEmpty(trials);
        var faults = new List<string>();
        foreach (Trial trial in trials)
        {
            if (trial.Expected.Count == 0)
                trial.Expected = OnOnnxRuntime(trial);
            if (OnHost(trial) is { } host)
                Compare(trial, "host", host, faults);
        }

        foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
        {
            GlThread.Run(api, gl =>
            {
                foreach (Trial trial in trials)
                {
                    Model model = trial.Rewritten ?? Loaded(trial.Model);
                    OnGpu(trial, $"{api} row-major", ContextOf(api, gl), model, faults);
                    if (PackedInputs.Possible(model.Graph, trial.Feeds))
                        OnGpu(trial, $"{api} packed", ContextOf(api, gl), model with { Graph = PackedInputs.Apply(model.Graph) }, faults);
                }
            });
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults in {trials.Count} networks:\n{string.Join("\n", faults.Take(40))}");
    }

    private static IReadOnlyDictionary<string, Tensor> OnOnnxRuntime(Trial trial)
    {
        // Unoptimized, so that constants are not folded by kernels other than those that run.
        var options = new OnnxRuntimeOptions { Threads = 1, Optimization = GraphOptimizationLevel.ORT_DISABLE_ALL };
        try
        {
            using OnnxRuntimeSession session = OnnxRuntimeSession.Load(trial.Model, options);
            return session.Run(trial.Feeds);
        }
        catch (ModelException e)
        {
            throw new ModelException($"{trial.Name}: {e.Message}", e);
        }
    }

    // As when everything is constant: what folding makes of the network. Null where some operator has no host form, or holds graphs.
    private static IReadOnlyDictionary<string, Tensor>? OnHost(Trial trial)
    {
        Graph graph = Loaded(trial.Model).Graph;
        if (graph.Nodes.Any(node => GraphOrder.InnerGraphs(node).Any()))
            return null;
        var constants = graph.Constants.Concat(trial.Feeds).ToDictionary(c => c.Key, c => c.Value);
        Dictionary<string, Fovea.Operators.TensorInfo> infos =
            ShapeInference.Infer(graph with { Inputs = System.Array.Empty<ValueInfo>(), Constants = constants });
        return graph.Outputs.All(o => infos[o.Name].Value is not null) ? graph.Outputs.ToDictionary(o => o.Name, o => infos[o.Name].Value!) : null;
    }

    private static void OnGpu(Trial trial, string where, GpuContext context, Model model, List<string> faults)
    {
        try
        {
            using var runner = new GlModelRunner(context, model, Options, PackedInputs.Registry);
            Compare(trial, where, runner.Run(trial.Feeds), faults);
            faults.AddRange(runner.Plans.SelectMany(plan => HazardChecker.Check(plan.Blueprint)).Select(fault => $"{trial.Name}, {where}: {fault}"));
        }
        catch (System.Exception e) when (e is ModelException or GpuException or ShaderException)
        {
            faults.Add($"{trial.Name}, {where}: {e.Message}");
        }
    }

    private static void Compare(Trial trial, string where, IReadOnlyDictionary<string, Tensor> actual, List<string> faults)
    {
        foreach ((string name, Tensor expected) in trial.Expected)
        {
            if (Comparison.Difference(expected, actual[name], trial.Tolerance, trial.ElementByElement) is { } difference)
                faults.Add($"{trial.Name}, {where}: {name} {difference}");
        }
    }

    private static Model Loaded(Model model)
    {
        using var file = new System.IO.MemoryStream();
        OnnxFile.Save(model, file);
        Model loaded = OnnxFile.Load(file.ToArray());
        return loaded with { Graph = Canonicalizer.Apply(loaded) };
    }

    private static GpuContext ContextOf(GlApi api, Silk.NET.OpenGL.GL gl)
    {
        if (!Contexts.TryGetValue(api, out GpuContext? context))
            Contexts[api] = context = GpuContext.Attach(gl, new GpuOptions { Debug = true, PortableLimits = true });
        return context;
    }

    private sealed record Trial(string Name, Model Model, IReadOnlyDictionary<string, Tensor> Feeds, double Tolerance, bool ElementByElement)
    {
        public Model? Rewritten { get; init; }

        public IReadOnlyDictionary<string, Tensor> Expected { get; set; } = new Dictionary<string, Tensor>();
    }
}
