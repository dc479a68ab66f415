using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Hosting;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Tests.Gpu;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace Fovea.Tests.Operators;

/// <summary>
/// Runs every variant of a network's one kernel, on OpenGL and OpenGL ES, through storage buffers and through buffer textures, in an arena
/// full of NaN, and compares each with ONNX Runtime.
/// </summary>
/// <param name="Name">What is tried.</param>
/// <param name="Original">The network that runs on ONNX Runtime.</param>
/// <param name="Rewritten">The network that runs on the GPU.</param>
/// <param name="Feeds">The inputs of both.</param>
internal sealed record VariantTrial(string Name, Model Original, Model Rewritten, IReadOnlyDictionary<string, Tensor> Feeds)
{
    // One context for each API, so that a program is built once for all. Touched on the GL thread only.
    private static readonly Dictionary<GlApi, GpuContext> Contexts = new();

    /// <summary>How far values may be off, relative to the largest, by the name of the variant.</summary>
    public System.Func<string, double> Tolerance { get; init; } = _ => 1e-5;

    /// <summary>What the names of variants that are tried contain, beside the default one.</summary>
    public string Keep { get; init; } = "";

    /// <summary>How the plans are made, but for what is tried here.</summary>
    public PlannerOptions Options { get; init; } = new();

    /// <summary>Of one operator.</summary>
    public static VariantTrial Of(OperatorCase x) => new(x.ToString(), x.Build(), x.Build(), x.Feeds);

    /// <summary>Of a kernel with an epilogue.</summary>
    public static VariantTrial Of(Fused fused, int operandAt) => new(fused.ToString(), fused.Apart, fused.Together(operandAt), fused.Feeds);

    /// <summary>Checks networks; gives the names of all variants that ran.</summary>
    public static IReadOnlyCollection<string> Check(IEnumerable<VariantTrial> trials)
    {
        string? unavailable = OnnxRuntimeLibrary.WhyUnavailable();
        Skip.If(unavailable is not null, unavailable);
        var names = new SortedSet<string>();
        var faults = new List<string>();
        foreach (VariantTrial trial in trials)
        {
            Tensor expected = trial.Expected();
            foreach (GlApi api in new[] { GlApi.OpenGL, GlApi.OpenGLES })
                GlThread.Run(api, gl => trial.Run(ContextOf(api, gl), api, expected, names, faults));
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join("\n", faults.Take(40))}");
        return names;
    }

    private static GpuContext ContextOf(GlApi api, Silk.NET.OpenGL.GL gl)
    {
        if (!Contexts.TryGetValue(api, out GpuContext? context))
            Contexts[api] = context = GpuContext.Attach(gl, new GpuOptions { Debug = true });
        return context;
    }

    private Tensor Expected()
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Load(
            Original, new OnnxRuntimeOptions { Threads = 1, Optimization = GraphOptimizationLevel.ORT_DISABLE_ALL });
        return session.Run(Feeds).Values.Single();
    }

    private void Run(GpuContext context, GlApi api, Tensor expected, SortedSet<string> names, List<string> faults)
    {
        foreach (bool textures in context.Limits.MaxBufferTexels > 0 ? new[] { false, true } : new[] { false })
        {
            PlannerOptions options = Options with { Poison = true, BufferTextures = textures };
            KernelSite site = SiteOf(context, options);
            foreach (string variant in site.Variants.Where((v, i) => i == 0 || v.Contains(Keep)))
            {
                string what = $"{Name}, {api}, {(textures ? "textures" : "buffers")}, {variant}";
                try
                {
                    using var runner = new GlModelRunner(
                        context, Rewritten, options with { Kernels = new Dictionary<string, string> { [site.Key] = variant } });
                    Tensor actual = runner.Run(Feeds).Values.Single();
                    PlanBlueprint blueprint = runner.Plans.Single().Blueprint;
                    Assert.Equal(variant, Assert.Single(blueprint.Sites).Chosen);
                    if (Comparison.Difference(expected, actual, Tolerance(variant), false) is { } difference)
                        faults.Add($"{what}: {difference}");
                    faults.AddRange(HazardChecker.Check(blueprint).Select(fault => $"{what}: {fault}"));
                    names.Add(variant);
                }
                catch (System.Exception e) when (e is ModelException or GpuException or ShaderException)
                {
                    faults.Add($"{what}: {e.Message}");
                }
            }
        }
    }

    private KernelSite SiteOf(GpuContext context, PlannerOptions options)
    {
        using var runner = new GlModelRunner(context, Rewritten, options);
        PlanBlueprint blueprint = runner.PlanFor(Feeds.ToDictionary(f => f.Key, f => f.Value.Shape)).Blueprint;
        KernelSite site = Assert.Single(blueprint.Sites);
        Assert.Equal(site.Variants[0], site.Chosen);
        Assert.Equal(site.Variants.Count, site.Variants.Distinct().Count());
        Assert.All(site.Steps, step => Assert.Equal(site.Chosen, step.Variant));
        return site;
    }
}
