using System.Collections.Generic;
using System.Linq;
using Fovea.Player.Play;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Watching;

/// <summary>Watches for objects: boxes, labels, keypoints.</summary>
internal sealed class DetectionWatcher : Watcher<DetectionResult>
{
    private readonly Detector? _detector;
    private readonly DetectionOverlay _overlay;
    private readonly LegendOverlay _legend;

    private DetectionWatcher(WatcherSetup setup, Detector? detector, HostDetector? host)
        : base(setup, detector, host)
    {
        _detector = detector;
        _overlay = new DetectionOverlay(setup.Context, detector?.Layout ?? host!.Layout, setup.Network.Card.Labels);
        _legend = new LegendOverlay(setup.Context, setup.Network.Card.Labels);
    }

    public static IWatcher Create(WatcherSetup setup)
    {
        DetectorOptions options = DetectorOptions.Of(setup.Network.Card) with { Name = setup.Network.Name, GpuBudget = setup.GpuBudget };
        if (setup.Network.Track)
            return new TrackingWatcher(setup, options);
        return setup.OnGpu
            ? new DetectionWatcher(setup, new Detector(setup.Context, setup.Runner, options, setup.Timers), null)
            : new DetectionWatcher(setup, null, new HostDetector(setup.Runner, options));
    }

    public override DrawLayer Layer => DrawLayer.Marks;

    public override FrameRecord Describe(string source) => Line(source) with
    {
        Annotations = Enumerable.Range(0, Latest.Count).Select(i => AnnotationRecord.Of(Latest[i])).ToArray(),
    };

    public override IEnumerable<(string Category, int Count)> Found()
    {
        for (int i = 0; i < Latest.Count; i++)
            yield return (Latest[i].Category, 1);
    }

    public override void Draw(in OverlayTarget target, DrawSettings settings)
    {
        if (settings.Boxes && _detector is not null)
            _overlay.Draw(_detector.Detections, target);
        else if (settings.Boxes)
            _overlay.Draw(Latest, target);
        // One class needs no legend: its boxes are labelled.
        if (settings.Legend && Network.Card.Labels.Count > 1)
            settings.Top = _legend.Draw(Latest, target, settings.Top);
    }

    public override void Dispose()
    {
        base.Dispose();
        _overlay.Dispose();
        _legend.Dispose();
    }
}
