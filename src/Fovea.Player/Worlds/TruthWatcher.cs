using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Player.Play;
using Fovea.Player.Watching;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Rendering;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Worlds;

/// <summary>Shows what a rendered world knows of itself: boxes around its labelled objects, with the share of each that is seen.</summary>
internal sealed class TruthWatcher : IWatcher
{
    private const int MostObjects = 256;

    private readonly SceneLabeler _labeler;
    private readonly LabelReadback _readback;
    private readonly DetectionOverlay _overlay;
    private readonly LegendOverlay _legend;
    private readonly DetectionResult _result;
    private readonly string[] _names;
    private readonly int[] _placeOf = new int[256];
    private FrameStamp _submitted;

    public TruthWatcher(GpuContext context, SceneRenderer renderer, IReadOnlyList<SceneClass> classes, GpuTimers? timers)
    {
        _names = classes.Select(c => c.Name).ToArray();
        for (int i = 0; i < classes.Count; i++)
            _placeOf[classes[i].Id] = i;
        var layout = new DetectionLayout(MostObjects, 0);
        _result = new DetectionResult(layout, _names);
        try
        {
            _labeler = new SceneLabeler(context, renderer, timers);
            _readback = new LabelReadback(context, _labeler);
            _overlay = new DetectionOverlay(context, layout, _names);
            _legend = new LegendOverlay(context, _names);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name => "ground truth";

    public double? Rate => null;

    public bool IsNetwork => false;

    public bool IsOn { get; set; } = true;

    public bool IsBusy => _readback.Pending > 0;

    public long LatestFrame { get; private set; } = -1;

    public int NonFinite => 0;

    public long Finished { get; private set; }

    public DrawLayer Layer => DrawLayer.Marks;

    public void Submit(FrameSlot slot)
    {
        var world = (WorldSlot)slot;
        _submitted = slot.Stamp;
        _readback.TryEnqueue(world.Frame, world.Targets, LabelParts.Objects);
    }

    public bool Update()
    {
        if (!_readback.TryDequeue(out LabelledFrame? frame))
            return false;
        using (frame)
        {
            _result.Begin(_submitted);
            foreach (LabelledObject found in frame.Objects)
            {
                if (found.Box.IsEmpty || _result.Count == MostObjects)
                    continue;
                var box = new Box(found.Box.X, found.Box.Y, found.Box.Width, found.Box.Height);
                _result.Add(box, found.Visibility, _placeOf[found.ClassId]);
            }
        }

        (LatestFrame, Finished) = (_submitted.FrameId, Finished + 1);
        return true;
    }

    public FrameRecord Describe(string source) => new()
    {
        ImageId = LatestFrame,
        FileName = source,
        Time = Math.Round(_submitted.Time.TotalSeconds, 6),
        Network = Name,
        Annotations = Enumerable.Range(0, _result.Count).Select(i => AnnotationRecord.Of(_result[i])).ToArray(),
    };

    public IEnumerable<(string Category, int Count)> Found()
    {
        for (int i = 0; i < _result.Count; i++)
            yield return (_result[i].Category, 1);
    }

    public void Draw(in OverlayTarget target, DrawSettings settings)
    {
        if (!settings.Truth)
            return;
        _overlay.Draw(_result, target);
        if (settings.Legend)
            settings.Top = _legend.Draw(_result, target, settings.Top);
    }

    public void Dispose()
    {
        _overlay?.Dispose();
        _legend?.Dispose();
        _readback?.Dispose();
        _labeler?.Dispose();
    }
}
