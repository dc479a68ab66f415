using System;
using System.Collections.Generic;

namespace Fovea.Player.Watching;

/// <summary>Which watcher belongs to the task of a card. A further one is its file and one line here.</summary>
internal static class WatcherRegistry
{
    private static readonly Dictionary<string, Func<WatcherSetup, IWatcher>> Factories = new()
    {
        ["Classification"] = ClassificationWatcher.Create,
        ["Detection"] = DetectionWatcher.Create,
        ["ImageToImage"] = ImageToImageWatcher.Create,
        ["Segmentation"] = SegmentationWatcher.Create,
    };

    /// <summary>Makes the watcher of a network.</summary>
    /// <exception cref="UsageException">Its task cannot be played.</exception>
    public static IWatcher Create(WatcherSetup setup) =>
        Factories.TryGetValue(setup.Network.Card.Task, out Func<WatcherSetup, IWatcher>? create)
            ? create(setup)
            : throw new UsageException(
                $"A network for {setup.Network.Card.Task} shows nothing in a scene. 'fovea search' uses it: it finds like pictures in a folder.");
}
