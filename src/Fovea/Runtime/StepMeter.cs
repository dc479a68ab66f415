using System;
using Fovea.Gpu;

namespace Fovea.Runtime;

/// <summary>
/// Measures the steps of a plan while it runs: a few a run, in rotation, so that measuring costs next to nothing. Where the device has no
/// timestamps fences around a slice tell less.
/// </summary>
internal sealed class StepMeter : IDisposable
{
    // Until each step was measured once, a few a run; then one.
    private const int Eager = 4;

    private readonly GpuStopwatch _stopwatch;
    private readonly SliceFence? _fence;
    private readonly StepCosts _costs;
    private int _next;
    private int _left;
    private bool _begun;
    private bool _measures;
    private bool _all;

    public StepMeter(GpuContext context, StepCosts costs, string label)
    {
        _costs = costs;
        _stopwatch = new GpuStopwatch(context, $"{label} step", Eager);
        _fence = context.Info.HasTimers ? null : new SliceFence(context, costs);
    }

    /// <summary>Begins a run. The first one tells nothing: drivers finish programs when they are first used.</summary>
    public void BeginRun()
    {
        _measures = _begun;
        _begun = true;
        _left = !_measures ? 0 : _all ? 1 : Eager;
    }

    /// <summary>Takes what has arrived.</summary>
    public void Collect()
    {
        _fence?.Poll();
        while (_stopwatch.TryTake(out int step, out double milliseconds))
        {
            if (milliseconds >= 0)
                _costs.Add(step, milliseconds);
        }
    }

    /// <summary>Before a step: whether this one is measured, in which case <see cref="Stop"/> must follow it.</summary>
    public bool TryStart(int step)
    {
        if (step != _next || _left == 0 || !_stopwatch.TryStart(step))
            return false;
        _left--;
        _next = (_next + 1) % _costs.Count;
        _all |= _next == 0;
        return true;
    }

    /// <summary>After a step that is measured.</summary>
    public void Stop() => _stopwatch.Stop();

    /// <summary>Before a slice: whether it is measured as a whole, in which case <see cref="StopSlice"/> must follow it.</summary>
    public bool TryStartSlice() => _measures && _fence is not null && _fence.TryStart();

    /// <summary>After a slice that is measured.</summary>
    /// <param name="estimated">The sum of its steps' estimates, in milliseconds.</param>
    public void StopSlice(double estimated) => _fence!.Stop(estimated);

    public void Dispose()
    {
        _stopwatch.Dispose();
        _fence?.Dispose();
    }
}
