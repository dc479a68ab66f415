using System;
using Fovea.Capture;
using Fovea.Gpu;

namespace Fovea.Player.Play;

/// <summary>Frames of a camera, a video or pictures.</summary>
internal sealed class CaptureFeed : IFeed
{
    private readonly GpuContext _context;
    private readonly IFrameSource _source;

    /// <summary>Takes a source, which it disposes.</summary>
    public CaptureFeed(GpuContext context, IFrameSource source) => (_context, _source) = (context, source);

    public string Name => _source.Name;

    public bool Ended => _source.Ended;

    public string? Status => _source.Status;

    public long Dropped => _source.Dropped;

    public FrameSlot CreateSlot() => new CapturedSlot(_context);

    public bool TryFill(FrameSlot slot, long number)
    {
        if (!_source.TryNext(out Frame? frame))
            return false;
        ((CapturedSlot)slot).Fill(frame, number);
        return true;
    }

    public bool WaitForNext(TimeSpan timeout) => _source.WaitForNext(timeout);

    public void Dispose() => _source.Dispose();
}
