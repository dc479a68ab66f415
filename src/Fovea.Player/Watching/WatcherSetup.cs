using System;
using Fovea.Gpu;
using Fovea.Runtime;

namespace Fovea.Player.Watching;

/// <summary>What a watcher is made of.</summary>
/// <param name="Context">Where it draws, and computes if there are compute shaders.</param>
/// <param name="Runner">What computes its network.</param>
/// <param name="Network">The network.</param>
/// <param name="GpuBudget">GPU time that it may take in each frame; null for all that it needs.</param>
/// <param name="Timers">Takes its stages.</param>
internal sealed record WatcherSetup(GpuContext Context, IModelRunner Runner, Network Network, TimeSpan? GpuBudget, GpuTimers? Timers)
{
    /// <summary>Whether pictures stay on the GPU.</summary>
    public bool OnGpu => Context.Info.HasCompute;
}
