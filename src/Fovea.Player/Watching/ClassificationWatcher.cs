using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Player.Play;
using Fovea.Vision;
using Fovea.Vision.Overlays;

namespace Fovea.Player.Watching;

/// <summary>Watches for what a picture shows as a whole.</summary>
internal sealed class ClassificationWatcher : Watcher<ClassificationResult>
{
    private readonly BannerOverlay _banner;
    private readonly int[] _classes;
    private readonly float[] _probabilities;

    private ClassificationWatcher(WatcherSetup setup, VisionTask<ClassificationResult>? gpu, HostVisionTask<ClassificationResult>? host)
        : base(setup, gpu, host)
    {
        _banner = new BannerOverlay(setup.Context, setup.Network.Card.Labels);
        _classes = new int[_banner.Style.MaxRows];
        _probabilities = new float[_banner.Style.MaxRows];
    }

    public static IWatcher Create(WatcherSetup setup)
    {
        ClassifierOptions options = ClassifierOptions.Of(setup.Network.Card) with { Name = setup.Network.Name, GpuBudget = setup.GpuBudget };
        return setup.OnGpu
            ? new ClassificationWatcher(setup, new Classifier(setup.Context, setup.Runner, options, setup.Timers), null)
            : new ClassificationWatcher(setup, null, new HostVisionTask<ClassificationResult>(
                setup.Runner, options, network => new ClassificationReader(options, network)));
    }

    public override DrawLayer Layer => DrawLayer.Panel;

    public override FrameRecord Describe(string source) => Line(source) with
    {
        Categories = Enumerable.Range(0, Latest.Count).Select(i => CategoryRecord.Of(Latest[i])).ToArray(),
    };

    public override IEnumerable<(string Category, int Count)> Found()
    {
        if (Latest.Count > 0)
            yield return (Latest[0].Category, 1);
    }

    public override void Draw(in OverlayTarget target, DrawSettings settings)
    {
        if (!settings.Legend)
            return;
        int count = Math.Min(Latest.Count, _classes.Length);
        for (int i = 0; i < count; i++)
            (_classes[i], _probabilities[i]) = (Latest[i].Class, Latest[i].Probability);
        settings.Bottom = _banner.Draw(_classes.AsSpan(0, count), _probabilities.AsSpan(0, count), target, settings.Bottom);
    }

    public override void Dispose()
    {
        base.Dispose();
        _banner.Dispose();
    }
}
