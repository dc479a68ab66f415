using System.Collections.Generic;
using Fovea.Gpu;

namespace Fovea.Runtime;

/// <summary>How a plan is made. The defaults are what a frame loop wants; the others find faults.</summary>
public sealed record PlannerOptions
{
    /// <summary>Whether tensors that are never alive together share memory.</summary>
    public bool Alias { get; init; } = true;

    /// <summary>Whether a barrier stands after every step, instead of where one is needed.</summary>
    public bool BarrierAfterEveryStep { get; init; }

    /// <summary>Whether every value of the graph is kept and given as an output.</summary>
    public bool KeepEveryValue { get; init; }

    /// <summary>Whether the arena is filled with NaN before each run, to catch whoever reads what nobody wrote.</summary>
    public bool Poison { get; init; }

    /// <summary>
    /// Whether kernels read through buffer textures where they can. Null decides by the device: a software rasterizer reads those much
    /// faster, a GPU reads storage buffers at least as fast.
    /// </summary>
    public bool? BufferTextures { get; init; }

    /// <summary>
    /// The memory for what is computed on the way; null for the context's own (<see cref="GpuContext.Scratch"/>), which all networks share.
    /// Does not matter where every value is kept.
    /// </summary>
    public ScratchMemory? Scratch { get; init; }

    /// <summary>
    /// How packed maps and weights are stored. Half precision halves memory and traffic of maps with more than 32 channels and of weights from
    /// 64 KiB on, for about three decimal digits; values beyond ±65504 become ±65504. What is narrower or smaller, inputs and outputs stay as
    /// they are, and all arithmetic is in 32 bits.
    /// </summary>
    public Operators.Precision Precision { get; init; }

    /// <summary>Which maps and weights are stored in half precision; null for the usual rule. Other rules find faults.</summary>
    internal Operators.StoragePrecision? Storage { get; init; }

    /// <summary>Whether the passes that make a graph faster run; folding and dropping what nobody reads always do.</summary>
    public bool Optimize { get; init; } = true;

    /// <summary>
    /// The variant to take, by name, for each key of a <see cref="Operators.KernelSite"/>; the operators decide by heuristics where it says
    /// nothing. A name that a site does not offer is passed over. Two options are equal only if they share the dictionary.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Kernels { get; init; }

    /// <summary>Whether inputs are row-major whoever reads them, as where they come from the outputs of another plan.</summary>
    internal bool RowMajorInputs { get; init; }
}
