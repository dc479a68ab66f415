using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Runtime.Tuning;

/// <summary>What <see cref="GlModelRunner.TuneAsync"/> tunes for, and how much of each frame it may take.</summary>
public sealed record TuningOptions
{
    /// <summary>The shape of each input that the network does not fix.</summary>
    public IReadOnlyDictionary<string, Shape> InputShapes { get; init; } = new Dictionary<string, Shape>();

    /// <summary>Inputs whose elements decide shapes, where there are such.</summary>
    public IReadOnlyDictionary<string, Tensor> InputValues { get; init; } = new Dictionary<string, Tensor>();

    /// <summary>How often each variant is run, from 1; more tell smaller differences from chance.</summary>
    public int Runs { get; init; } = 9;

    /// <summary>
    /// GPU time that it may take in each <see cref="Gpu.GpuContext.Update"/>, as far as the times of steps are known; at least one dispatch is
    /// issued.
    /// </summary>
    public TimeSpan GpuBudget { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How long compiling variants and uploading their weights may keep each update; see <see cref="PreparationOptions.TimePerUpdate"/>.</summary>
    public TimeSpan TimePerUpdate { get; init; } = TimeSpan.FromMilliseconds(4);

    /// <summary>Whether it times everything anew where this device was tuned for all the network's work already, as at every start but the first.</summary>
    public bool Again { get; init; }
}
