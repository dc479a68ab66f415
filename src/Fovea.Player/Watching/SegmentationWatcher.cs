using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Gpu;
using Fovea.Player.Play;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Watching;

/// <summary>Watches for the class of each pixel.</summary>
internal sealed class SegmentationWatcher : Watcher<SegmentationResult>
{
    private readonly Segmenter? _segmenter;
    private readonly SegmenterOptions _options;
    private readonly GpuTexture? _uploaded;
    private readonly MaskOverlay _mask;
    private readonly LegendOverlay _legend;
    private readonly float[] _shares;

    private SegmentationWatcher(WatcherSetup setup, SegmenterOptions options, Segmenter? gpu, HostVisionTask<SegmentationResult>? host)
        : base(setup, gpu, host)
    {
        _segmenter = gpu;
        _options = options;
        _mask = new MaskOverlay(setup.Context, MaskStyle.Of(setup.Network.Card.Labels));
        _legend = new LegendOverlay(setup.Context, setup.Network.Card.Labels);
        _shares = new float[setup.Network.Card.Labels.Count];
        if (host is not null)
            _uploaded = new GpuTexture(setup.Context, Latest.Width, Latest.Height, GpuTextureFormat.Rgba8, "label map");
    }

    public static IWatcher Create(WatcherSetup setup)
    {
        SegmenterOptions options = SegmenterOptions.Of(setup.Network.Card) with
        {
            Name = setup.Network.Name,
            GpuBudget = setup.GpuBudget,
            KeepMap = !setup.OnGpu,
        };
        return setup.OnGpu
            ? new SegmentationWatcher(setup, options, new Segmenter(setup.Context, setup.Runner, options, setup.Timers), null)
            : new SegmentationWatcher(setup, options, null, new HostVisionTask<SegmentationResult>(
                setup.Runner, options, network => new SegmentationReader(options, network)));
    }

    public override DrawLayer Layer => DrawLayer.Mask;

    public override FrameRecord Describe(string source) => Line(source) with
    {
        Segments = Enumerable.Range(0, Latest.Count).Select(i => SegmentRecord.Of(Latest[i])).ToArray(),
    };

    public override IEnumerable<(string Category, int Count)> Found()
    {
        for (int i = 0; i < Latest.Count; i++)
            yield return (Latest[i].Category, 1);
    }

    public override void Draw(in OverlayTarget target, DrawSettings settings)
    {
        if (Finished == 0)
            return;
        GpuTexture map = _segmenter?.Map ?? _uploaded!;
        ImageMapping mapping = _segmenter?.Mapping ?? Latest.Mapping;
        if (settings.Masks && _options.Soft)
            _mask.DrawMatte(map, mapping, target);
        else if (settings.Masks)
            _mask.DrawLabels(map, mapping, target);
        if (!settings.Legend || _options.Soft)
            return;
        Array.Clear(_shares);
        for (int i = 0; i < Latest.Count; i++)
        {
            if (Latest[i].Class < _shares.Length)
                _shares[Latest[i].Class] = Latest[i].Share;
        }

        settings.Top = _legend.DrawShares(_shares, target, _mask.Style.Background, settings.Top);
    }

    public override void Dispose()
    {
        base.Dispose();
        _uploaded?.Dispose();
        _mask.Dispose();
        _legend.Dispose();
    }

    protected override void Arrived() => _uploaded?.Upload(Latest.Map);
}
