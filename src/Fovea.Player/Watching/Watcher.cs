using System;
using System.Collections.Generic;
using Fovea.Player.Play;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Watching;

/// <summary>
/// What all watchers have in common: the network runs on the GPU's own pictures, or, for an OpenGL without compute shaders, on the
/// processor.
/// </summary>
/// <typeparam name="TResult">What it makes of a picture.</typeparam>
internal abstract class Watcher<TResult> : IWatcher
    where TResult : VisionResult
{
    private readonly HostVisionTask<TResult>? _host;
    private readonly VisionTask<TResult>? _gpu;
    private long _finishedOnHost;

    /// <summary>Prepares to watch with either of both.</summary>
    protected Watcher(WatcherSetup setup, VisionTask<TResult>? gpu, HostVisionTask<TResult>? host)
    {
        (Network, _gpu, _host) = (setup.Network, gpu, host);
        Latest = gpu is not null ? gpu.CreateResult() : host!.CreateResult();
    }

    public string Name => Network.Name;

    public double? Rate => Network.Rate;

    public bool IsNetwork => true;

    public bool IsBusy => _gpu is not null ? _gpu.IsBusy : _host!.IsBusy;

    public long LatestFrame { get; private set; } = -1;

    public long Finished => _gpu?.Finished ?? _finishedOnHost;

    public int NonFinite => Latest.NonFinite;

    /// <summary>The network.</summary>
    protected Network Network { get; }

    /// <summary>The result that has arrived last.</summary>
    protected TResult Latest { get; }

    public void Submit(FrameSlot slot)
    {
        if (_gpu is not null)
            _gpu.Submit(slot.Picture, slot.Stamp);
        else
            _host!.Submit(slot.Pixels, slot.Picture.Width, slot.Picture.Height, slot.Stamp);
    }

    public bool Update()
    {
        _gpu?.Update();
        bool arrived = _gpu is not null ? _gpu.TryRead(Latest) : _host!.TryRead(Latest);
        if (!arrived)
            return false;
        _finishedOnHost++;
        LatestFrame = Latest.FrameId;
        Arrived();
        return true;
    }

    public abstract DrawLayer Layer { get; }

    public abstract FrameRecord Describe(string source);

    public abstract IEnumerable<(string Category, int Count)> Found();

    public abstract void Draw(in OverlayTarget target, DrawSettings settings);

    public virtual void Dispose()
    {
        _gpu?.Dispose();
        _host?.Dispose();
    }

    /// <summary>A result has arrived in <see cref="Latest"/>.</summary>
    protected virtual void Arrived()
    {
    }

    /// <summary>A line of results about the latest frame, to which a task adds its own.</summary>
    protected FrameRecord Line(string source) => new()
    {
        ImageId = Latest.FrameId,
        FileName = source,
        Time = Math.Round(Latest.Time.TotalSeconds, 6),
        Network = Network.Name.Length > 0 ? Network.Name : null,
        NonFinite = Latest.NonFinite > 0 ? Latest.NonFinite : null,
    };
}
