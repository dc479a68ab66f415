using System;
using Fovea.Gpu;
using Silk.NET.OpenGL;

namespace Fovea.Runtime;

/// <summary>
/// Learns how long a stretch of steps takes on a device without timestamps: from when a fence before it was seen to have passed until one
/// behind it was. Both are looked at once a frame, so that they bound the time only, from either side.
/// </summary>
internal sealed class SliceFence : IDisposable
{
    private readonly GpuContext _context;
    private readonly StepCosts _costs;
    private Mark _before;
    private Mark _behind;
    private double _estimated;

    public SliceFence(GpuContext context, StepCosts costs)
    {
        _context = context;
        _costs = costs;
    }

    /// <summary>Before steps are issued: puts the first fence there, unless earlier steps are still being watched.</summary>
    /// <returns>Whether these are watched, in which case <see cref="Stop"/> must follow.</returns>
    public bool TryStart()
    {
        if (_behind.Fence != 0)
            return false;
        _before = Set();
        return true;
    }

    /// <summary>After the steps.</summary>
    /// <param name="estimated">The sum of their estimates, in milliseconds.</param>
    public void Stop(double estimated)
    {
        _behind = Set();
        _estimated = estimated;
    }

    /// <summary>Looks whether the fences have passed.</summary>
    public void Poll()
    {
        if (_behind.Fence == 0)
            return;
        Look(ref _before);
        Look(ref _behind);
        if (!_behind.Passed)
            return;
        double least = (_behind.NotYet - _before.Seen).TotalMilliseconds, most = (_behind.Seen - _before.NotYet).TotalMilliseconds;
        _costs.Bound(_estimated, Math.Max(0, least), most);
        Dispose();
    }

    public void Dispose()
    {
        Delete(ref _before);
        Delete(ref _behind);
    }

    private Mark Set()
    {
        TimeSpan now = _context.Clock();
        return new Mark { Fence = _context.GL.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None), NotYet = now };
    }

    private void Look(ref Mark mark)
    {
        if (mark.Passed)
            return;
        mark.Passed = GpuFence.HasPassed(_context, mark.Fence, flush: !mark.Looked);
        mark.Looked = true;
        TimeSpan now = _context.Clock();
        if (mark.Passed)
            mark.Seen = now;
        else
            mark.NotYet = now;
    }

    private void Delete(ref Mark mark)
    {
        if (mark.Fence != 0 && !_context.IsGone)
            _context.GL.DeleteSync(mark.Fence);
        mark = default;
    }

    private struct Mark
    {
        public nint Fence;
        public bool Looked;
        public bool Passed;
        public TimeSpan NotYet;
        public TimeSpan Seen;
    }
}
