using System;
using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Runtime;

/// <summary>What <see cref="GlModelRunner.PrepareAsync"/> prepares, and how quickly.</summary>
public sealed record PreparationOptions
{
    /// <summary>The shape of each input that the network does not fix.</summary>
    public IReadOnlyDictionary<string, Shape> InputShapes { get; init; } = new Dictionary<string, Shape>();

    /// <summary>Inputs whose elements decide shapes, where there are such.</summary>
    public IReadOnlyDictionary<string, Tensor> InputValues { get; init; } = new Dictionary<string, Tensor>();

    /// <summary>
    /// How long it may keep each <see cref="Gpu.GpuContext.Update"/>. At least one program is compiled or one piece of weights uploaded all
    /// the same, and a driver that compiles at once may take longer for one program.
    /// </summary>
    public TimeSpan TimePerUpdate { get; init; } = TimeSpan.FromMilliseconds(4);
}
