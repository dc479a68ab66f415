using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Player.Watching;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Play;

/// <summary>
/// From source to picture: takes frames, brings them to the GPU, has them watched and shows them. No call waits, and nothing is queued.
/// </summary>
/// <remarks>
/// Frame by frame, each is shown when all that watch it have seen it, so that results belong to the picture under them. Live, frames are
/// shown as they come; a network looks at the newest when it has done with the one before, and its latest result is drawn.
/// </remarks>
internal sealed class Pipeline : IDisposable
{
    private readonly IFeed _feed;
    private readonly Watch[] _watches;
    private readonly Watch[] _drawn;
    private readonly StageTimes _times;
    private readonly GpuTimers _timers;
    private readonly PictureQuad _quad;
    private readonly FrameSlot[] _slots;
    private readonly bool _live;
    private FrameSlot? _shown;
    private FrameSlot? _next;
    private long _taken;

    public Pipeline(
        GpuContext context, IFeed feed, IReadOnlyList<IWatcher> watchers, StageTimes times, GpuTimers timers, bool live)
    {
        _feed = feed;
        _watches = watchers.Select(w => new Watch(w)).ToArray();
        _drawn = _watches.OrderBy(w => w.Watcher.Layer).ToArray();
        _times = times;
        _timers = timers;
        _live = live;
        _quad = new PictureQuad(context);
        // One that is shown, one that comes, and one for each that watches.
        _slots = Enumerable.Range(0, watchers.Count + 2).Select(_ => feed.CreateSlot()).ToArray();
    }

    /// <summary>A watcher has something to say about the frame in a slot.</summary>
    public event Action<IWatcher, FrameSlot>? Seen;

    /// <summary>Frames that were shown so far.</summary>
    public long Frames { get; private set; }

    /// <summary>The shown picture; null before the first.</summary>
    public PictureTexture? Picture => _shown?.Shown;

    /// <summary>When the shown frame was taken.</summary>
    public TimeSpan Time => _shown?.Stamp.Time ?? TimeSpan.Zero;

    /// <summary>The number of the shown frame.</summary>
    public long Number => _shown?.Stamp.FrameId ?? 0;

    /// <summary>Where it comes from.</summary>
    public string From => _shown?.From ?? "";

    /// <summary>Whether no frame is under way to be shown.</summary>
    public bool IsIdle => _next is null;

    /// <summary>Whether a network looks at a frame.</summary>
    public bool IsWatching
    {
        get
        {
            foreach (Watch watch in _watches)
            {
                if (watch.Slot is not null)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Goes on.</summary>
    /// <param name="take">Whether a further frame may be taken.</param>
    /// <returns>True when another frame is shown from now on.</returns>
    /// <exception cref="CaptureException">The source failed for good.</exception>
    public bool Advance(bool take)
    {
        Update();
        if (_next is null && take)
            Begin();
        if (_next is null || (!_live && IsWatched(_next)))
            return false;
        _shown?.Release();
        _shown = _next;
        _next = null;
        Frames++;
        return true;
    }

    /// <summary>Takes results of frames that are under way, and no further frame.</summary>
    public void Update()
    {
        foreach (Watch watch in _watches)
        {
            if (!watch.Watcher.Update() || watch.Slot is null)
                continue;
            if (_times.NetworkOnHost && watch.Watcher.IsNetwork)
                _times.AddSince(_times.NetworkOf(watch.Watcher.Name), watch.Submitted);
            Seen?.Invoke(watch.Watcher, watch.Slot);
            watch.Arrived = watch.Slot.Arrived;
            watch.Slot.Release();
            watch.Slot = null;
            // Live, the frame that is shown came while the network was busy: it need not wait for the next.
            if (_live && _shown is not null && _shown.Stamp.FrameId > watch.Watcher.LatestFrame)
                Submit(watch, _shown);
        }
    }

    /// <summary>
    /// Draws the shown picture and what was seen into the bound framebuffer. Call it inside <see cref="GpuContext.Enter"/>.
    /// </summary>
    public void Draw(in OverlayTarget target, DrawSettings settings)
    {
        if (Picture is not { } picture)
            return;
        _timers.Begin(StageTimes.Draw);
        _quad.Draw(picture, target);
        settings.Begin(Time);
        foreach (Watch watch in _drawn)
        {
            watch.Watcher.Draw(target, settings);
            if (watch.Arrived != 0 && _live)
                _times.AddSince(StageTimes.Latency, watch.Arrived);
            watch.Arrived = 0;
        }

        _timers.End(StageTimes.Draw);
    }

    public void Dispose()
    {
        foreach (FrameSlot slot in _slots)
            slot.Dispose();
        _quad.Dispose();
    }

    private void Begin()
    {
        FrameSlot slot = FreeSlot();
        long start = Stopwatch.GetTimestamp();
        if (!_feed.TryFill(slot, _taken))
            return;
        _taken++;
        _next = slot;
        _next.Use();
        _times.AddSince(StageTimes.Upload, start);
        foreach (Watch watch in _watches)
        {
            if (watch.Slot is null)
                Submit(watch, _next);
        }
    }

    private static void Submit(Watch watch, FrameSlot slot)
    {
        if (!watch.Watcher.IsOn || !watch.IsDue(slot.Stamp.Time))
            return;
        watch.Slot = slot;
        watch.Submitted = Stopwatch.GetTimestamp();
        slot.Use();
        watch.Watcher.Submit(slot);
    }

    private bool IsWatched(FrameSlot slot)
    {
        foreach (Watch watch in _watches)
        {
            if (watch.Slot == slot)
                return true;
        }

        return false;
    }

    // There is always one: no more are in use than one by each that watches, and the shown one.
    private FrameSlot FreeSlot()
    {
        int i = 0;
        while (_slots[i].Users > 0)
            i++;
        return _slots[i];
    }

    /// <summary>A watcher and the frame that it looks at.</summary>
    private sealed class Watch
    {
        private TimeSpan? _last;

        public Watch(IWatcher watcher) => Watcher = watcher;

        public IWatcher Watcher { get; }

        public FrameSlot? Slot { get; set; }

        public long Submitted { get; set; }

        /// <summary>When the frame of a result that was not drawn yet came in; 0 for none.</summary>
        public long Arrived { get; set; }

        /// <summary>Whether a frame of this time is one to look at, by the network's rate. A time that goes back begins anew.</summary>
        public bool IsDue(TimeSpan time)
        {
            // A thousandth of tolerance: frame times are rounded.
            if (Watcher.Rate is { } rate && _last is { } last && time >= last && (time - last).TotalSeconds < (1 / rate) - 0.001)
                return false;
            _last = time;
            return true;
        }
    }
}
