using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Fovea.Gpu;
using Fovea.Gpu.Caching;
using Fovea.Player.Output;
using Fovea.Runtime;
using Fovea.Runtime.Tuning;

namespace Fovea.Player.Play;

/// <summary>Looks for the fastest kernels of each network between the frames, and says what came of it.</summary>
internal sealed class BackgroundTuning : IProgress<double>
{
    private readonly Task _task;
    private readonly List<TuningResult> _found = new();
    private double _progress;

    public BackgroundTuning(IReadOnlyList<GlModelRunner> runners) => _task = Tune(runners);

    /// <summary>Makes sure that what is found can be kept: it is for the starts after this one.</summary>
    /// <exception cref="UsageException">There is no cache on disk.</exception>
    public static void NeedCache(GpuContext context)
    {
        if (context.Options.Cache is null)
        {
            throw new UsageException(
                $"There is nowhere to keep what is found: {DiskCache.Variable} is 'off', or this user has no home folder. Set {DiskCache.Variable} to a folder.");
        }
    }

    /// <summary>What came of it so far.</summary>
    public string Report()
    {
        if (_task.IsFaulted)
            return $"Tuning failed: {_task.Exception!.InnerException!.Message}";
        if (!_task.IsCompletedSuccessfully)
            return $"Tuning did not come to an end: {Math.Floor(100 * _progress)} % of a network was done, and the next start begins it anew.";
        if (_found.Count == 0)
            return "Tuning found nothing to do: this device was tuned before.";
        TuningResult[] kept = _found.Where(f => f.IsKept).ToArray();
        return kept.Length == 0 ? "Tuned: the default kernels are the fastest here."
            : $"Tuned: a run takes {Numbers.Milliseconds(kept.Sum(f => f.TunedMilliseconds))} ms on the GPU in place of " +
              $"{Numbers.Milliseconds(kept.Sum(f => f.DefaultMilliseconds))}, from the next start on.";
    }

    void IProgress<double>.Report(double value) => _progress = value;

    // One after the other, so that they measure themselves and not each other.
    private async Task Tune(IReadOnlyList<GlModelRunner> runners)
    {
        foreach (GlModelRunner runner in runners)
        {
            if (await runner.TuneAsync(progress: this) is { } result)
                _found.Add(result);
        }
    }
}
