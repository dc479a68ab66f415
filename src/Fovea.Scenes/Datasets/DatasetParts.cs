using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Scenes.Datasets.Files;

namespace Fovea.Scenes.Datasets;

/// <summary>The frames of a dataset that are there.</summary>
public sealed class DatasetParts
{
    internal DatasetParts(DatasetFolder folder, DatasetOptions options)
    {
        Folder = folder;
        Options = options;
        string fragments = folder.PathOf("fragments");
        Frames = !Directory.Exists(fragments) ? [] : Directory.EnumerateFiles(fragments, "*.jsonl").Select(NumberOf).OfType<long>().Where(options.Contains).Order().ToArray();
    }

    /// <summary>Where they lie.</summary>
    public DatasetFolder Folder { get; }

    /// <summary>What the dataset is made of.</summary>
    public DatasetOptions Options { get; }

    /// <summary>Their numbers, growing.</summary>
    public IReadOnlyList<long> Frames { get; }

    /// <summary>Reads the fragments one after the other, in the order of the frames; none is kept.</summary>
    /// <exception cref="SceneException">One is damaged; the message says how to make it again.</exception>
    public IEnumerable<DatasetFragment> Fragments => Frames.Select(Read);

    /// <summary>The frames of the dataset that are not there, as 3-7, 12; empty where all are.</summary>
    public string Missing()
    {
        var gaps = new List<string>();
        long next = Options.FirstFrame;
        foreach (long frame in Frames.Append(Options.FirstFrame + Options.FrameCount))
        {
            if (frame > next)
                gaps.Add(frame == next + 1 ? next.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{next}-{frame - 1}"));
            next = frame + 1;
        }

        // With shards still to come every other frame may be missing.
        return gaps.Count <= 12 ? string.Join(", ", gaps) : $"{string.Join(", ", gaps.Take(12))} and others";
    }

    private DatasetFragment Read(long frame)
    {
        string path = Folder.PathOf(DatasetFolder.FragmentOf(frame));
        try
        {
            return DatasetFragment.Read(path) is { } read && read.Frame == frame ? read
                : throw new SceneException($"'{path}' is damaged. Delete it, and --resume makes the frame again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SceneException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static long? NumberOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
