using System;
using System.Collections.Generic;
using System.Diagnostics;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Play;

/// <summary>
/// From source to picture: takes a frame, brings it to the GPU, has it watched, and shows it when its detections can be drawn, so that boxes
/// always belong to the picture under them. No call waits.
/// </summary>
internal sealed class Pipeline : IDisposable
{
    private readonly IFrameSource _source;
    private readonly IWatcher _watcher;
    private readonly StageTimes _times;
    private readonly GpuTimers _timers;
    private readonly PictureQuad _quad;
    private readonly DetectionOverlay _overlay;
    private FrameTextures _shown;
    private FrameTextures _next;
    private Frame? _underWay;
    private long _finished;
    private long _submitted;

    public Pipeline(
        GpuContext context, IFrameSource source, IWatcher watcher, IReadOnlyList<string> labels, StageTimes times, GpuTimers timers)
    {
        _source = source;
        _watcher = watcher;
        _times = times;
        _timers = timers;
        _quad = new PictureQuad(context);
        _overlay = new DetectionOverlay(context, watcher.Layout, labels);
        _shown = new FrameTextures(context);
        _next = new FrameTextures(context);
    }

    /// <summary>Frames that were shown so far. The number of the shown one is one less: its detections carry it.</summary>
    public long Frames { get; private set; }

    /// <summary>The shown picture; null before the first.</summary>
    public PictureTexture? Picture => _shown.Picture;

    /// <summary>When the shown frame was taken.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Where it comes from.</summary>
    public string From { get; private set; } = "";

    /// <summary>Whether no frame is under way.</summary>
    public bool IsIdle => _underWay is null;

    /// <summary>Goes on.</summary>
    /// <param name="take">Whether a further frame may be taken.</param>
    /// <returns>True when another frame is shown from now on.</returns>
    /// <exception cref="CaptureException">The source failed for good.</exception>
    public bool Advance(bool take)
    {
        _watcher.Update();
        if (_underWay is null && take && _source.TryNext(out Frame? frame))
            Begin(frame);
        if (_underWay is null || _watcher.Finished == _finished)
            return false;

        if (_times.NetworkOnHost)
            _times.AddSince(StageTimes.Network, _submitted);
        _finished = _watcher.Finished;
        (_shown, _next) = (_next, _shown);
        Time = _underWay.Time;
        From = _underWay.Source;
        Frames++;
        _underWay.Dispose();
        _underWay = null;
        return true;
    }

    /// <summary>
    /// Draws the shown picture and what was found in it into the bound framebuffer. Call it inside <see cref="GpuContext.Enter"/>.
    /// </summary>
    public void Draw(in OverlayTarget target, bool boxes)
    {
        if (_shown.Picture is not { } picture)
            return;
        _timers.Begin(StageTimes.Draw);
        _quad.Draw(picture, target);
        if (boxes)
            _watcher.Draw(_overlay, target);
        _timers.End(StageTimes.Draw);
    }

    public void Dispose()
    {
        _underWay?.Dispose();
        _shown.Dispose();
        _next.Dispose();
        _overlay.Dispose();
        _quad.Dispose();
    }

    private void Begin(Frame frame)
    {
        _underWay = frame;
        long start = Stopwatch.GetTimestamp();
        _next.Upload(frame);
        _times.AddSince(StageTimes.Upload, start);
        _submitted = Stopwatch.GetTimestamp();
        _watcher.Submit(frame, _next.Picture!, Frames);
    }
}
