using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.Operators;
using Fovea.Runtime;
using Fovea.Runtime.Passes;

namespace Fovea.Tests.Models;

/// <summary>What became of one damaged file: loaded, checked and planned, as far as that went, for a device that binds 128 MiB at once.</summary>
/// <param name="Refusal">What the typed exception said; null where a plan was made.</param>
/// <param name="Allocated">The bytes allocated on the way.</param>
/// <param name="Elapsed">How long it took.</param>
internal readonly record struct MutationTrial(string? Refusal, long Allocated, TimeSpan Elapsed)
{
    private static readonly GpuLimits Limits = GpuLimits.Portable with { MaxStorageRange = 128 << 20 };

    /// <summary>Loads and plans a model; any exception but the typed ones goes through.</summary>
    public static MutationTrial Of(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        string? refusal = null;
        try
        {
            Model model = OnnxFile.Load(bytes);
            Graph graph = Canonicalizer.Apply(model);
            UnsupportedOperators.Check(graph, model, OperatorRegistry.Default);
            Dictionary<string, Shape> shapes = graph.Inputs.Where(i => i.Shape is null && i.Dimensions is not null)
                .ToDictionary(i => i.Name, i => new Shape(i.Dimensions!.Select(d => d.Value ?? 3).ToArray()));
            graph = PassPipeline.Apply(graph, shapes, OperatorRegistry.Default, new PlannerOptions());
            Dictionary<string, TensorInfo> infos = ShapeInference.Infer(graph, shapes);
            Planner.Plan(graph, infos, OperatorRegistry.Default, Limits);
        }
        catch (ModelException e)
        {
            refusal = e.Message;
        }

        return new MutationTrial(refusal, GC.GetAllocatedBytesForCurrentThread() - before, clock.Elapsed);
    }
}
