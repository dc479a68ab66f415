using System;
using System.Collections.Generic;
using Fovea.Operators;

namespace Fovea.Runtime;

/// <summary>A plan before any GL object exists: its steps, where each tensor lies, and where barriers stand.</summary>
public sealed class PlanBlueprint
{
    internal PlanBlueprint(
        IReadOnlyList<PlanStep> steps,
        IReadOnlyDictionary<string, PlanTensor> inputs,
        IReadOnlyDictionary<string, PlanTensor> outputs,
        IReadOnlyCollection<PlanWeights> weights,
        MemoryLayout memory,
        IReadOnlyList<bool> barriers,
        IReadOnlyList<KernelSite>? sites = null)
    {
        Steps = steps;
        Inputs = inputs;
        Outputs = outputs;
        Weights = weights;
        Memory = memory;
        Barriers = barriers;
        Sites = sites ?? Array.Empty<KernelSite>();
    }

    /// <summary>The dispatches in order.</summary>
    public IReadOnlyList<PlanStep> Steps { get; }

    /// <summary>The tensors to fill before a run, by the name of the graph's input.</summary>
    public IReadOnlyDictionary<string, PlanTensor> Inputs { get; }

    /// <summary>The tensors that a run leaves, by the name of the graph's output.</summary>
    public IReadOnlyDictionary<string, PlanTensor> Outputs { get; }

    /// <summary>The weights that must be on the GPU.</summary>
    public IReadOnlyCollection<PlanWeights> Weights { get; }

    /// <summary>Where tensors lie in the arena.</summary>
    public MemoryLayout Memory { get; }

    /// <summary>For each step, whether a barrier stands before it.</summary>
    public IReadOnlyList<bool> Barriers { get; }

    /// <summary>Where there was a choice among kernels, in the order of the steps.</summary>
    public IReadOnlyList<KernelSite> Sites { get; }
}
