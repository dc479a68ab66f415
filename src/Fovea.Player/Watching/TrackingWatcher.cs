using System.Collections.Generic;
using System.Linq;
using Fovea.Player.Play;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Fovea.Vision.Tracking;

namespace Fovea.Player.Watching;

/// <summary>Watches for objects and follows them: each has a number of its own, and leaves a trail.</summary>
internal sealed class TrackingWatcher : Watcher<DetectionResult>
{
    // How much less sure than for a new object a network may be of one that is followed: half hidden ones have low scores.
    private const float LowShare = 0.3f;

    private readonly Tracker _tracker;
    private readonly TrackOverlay _overlay;
    private readonly LegendOverlay _legend;
    private readonly HashSet<int> _counted = new();

    public TrackingWatcher(WatcherSetup setup, DetectorOptions options)
        : base(
            setup,
            setup.OnGpu ? new Detector(setup.Context, setup.Runner, Low(options), setup.Timers) : null,
            setup.OnGpu ? null : new HostDetector(setup.Runner, Low(options)))
    {
        _tracker = new Tracker(new TrackerOptions
        {
            LowScore = LowShare * options.ScoreThreshold,
            HighScore = options.ScoreThreshold,
            BirthScore = options.ScoreThreshold,
        });
        _overlay = new TrackOverlay(setup.Context, _tracker, options.Labels);
        _legend = new LegendOverlay(setup.Context, options.Labels);
    }

    public override DrawLayer Layer => DrawLayer.Marks;

    public override FrameRecord Describe(string source) => Line(source) with
    {
        Annotations = Followed().Select(track => new AnnotationRecord(
            track.Class, track.Category, AnnotationRecord.Box(track.Box), System.Math.Round(track.Score, 4), null, track.Id)).ToArray(),
    };

    // Every object once, however long it stays.
    public override IEnumerable<(string Category, int Count)> Found()
    {
        foreach (Track track in Followed())
        {
            if (_counted.Add(track.Id))
                yield return (track.Category, 1);
        }
    }

    public override void Draw(in OverlayTarget target, DrawSettings settings)
    {
        if (settings.Boxes)
        {
            _overlay.Style = settings.Trails ? WithTrails : WithoutTrails;
            // Live, the picture is newer than what was seen last.
            _overlay.Draw(target, settings.Time > _tracker.Time ? settings.Time : null);
        }

        if (settings.Legend && Network.Card.Labels.Count > 1)
            settings.Top = _legend.Draw(_tracker, target, settings.Top);
    }

    public override void Dispose()
    {
        base.Dispose();
        _overlay.Dispose();
        _legend.Dispose();
    }

    protected override void Arrived() => _tracker.Update(Latest);

    private static readonly TrackStyle WithTrails = new();
    private static readonly TrackStyle WithoutTrails = WithTrails with { Trails = false };

    private static DetectorOptions Low(DetectorOptions options) => options with { ScoreThreshold = LowShare * options.ScoreThreshold };

    private IEnumerable<Track> Followed()
    {
        for (int i = 0; i < _tracker.Count; i++)
        {
            if (_tracker[i].State == TrackState.Tracked)
                yield return _tracker[i];
        }
    }
}
