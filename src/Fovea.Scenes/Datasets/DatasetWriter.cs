using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fovea.Scenes.Datasets.Files;
using Fovea.Scenes.Labels;

namespace Fovea.Scenes.Datasets;

/// <summary>Writes the frames of a dataset, or of a shard of it, into a folder.</summary>
/// <remarks>
/// A frame is done when its fragment is there, which is written last. <see cref="Write"/> may be called by several threads, in any order of the
/// frames: the files are the same. See <see cref="DatasetQueue"/>.
/// </remarks>
public sealed class DatasetWriter
{
    // Enough to see what there is, and few enough for a browser.
    private const int FramesOnSheet = 48;

    private readonly ConcurrentBag<DatasetFrame> _work = new();
    private readonly HashSet<long> _done;
    private readonly DatasetFormat _format;

    private DatasetWriter(DatasetFolder folder, DatasetOptions options, DatasetFormat format, FrameShard shard, IEnumerable<long> done)
    {
        (Folder, Options, _format, Shard) = (folder, options, format, shard);
        _done = done.ToHashSet();
    }

    /// <summary>What the dataset is made of.</summary>
    public DatasetOptions Options { get; }

    /// <summary>The share of the frames that is written here.</summary>
    public FrameShard Shard { get; }

    /// <summary>Where to.</summary>
    public DatasetFolder Folder { get; }

    /// <summary>How many frames of the shard were there already.</summary>
    public int DoneBefore => _done.Count;

    /// <summary>The frames of the shard that were not there, in order.</summary>
    public IEnumerable<long> Remaining
    {
        get
        {
            for (long frame = Options.FirstFrame; Options.Contains(frame); frame++)
            {
                if (Shard.Contains(frame) && !_done.Contains(frame))
                    yield return frame;
            }
        }
    }

    /// <summary>Begins a dataset, or goes on with one.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="options">What it is made of.</param>
    /// <param name="shard">The share that is written here.</param>
    /// <param name="resume">Whether frames that are there already are passed over, rather than being an error.</param>
    /// <exception cref="SceneException">The options are wrong; or the folder holds something else, another dataset, or frames of this shard.</exception>
    public static DatasetWriter Open(string folder, DatasetOptions options, FrameShard shard, bool resume = false) =>
        Open(new DatasetFolder(folder), options, shard, resume);

    internal static DatasetWriter Open(DatasetFolder folder, DatasetOptions options, FrameShard shard, bool resume)
    {
        options.Validate();
        DatasetFormat format = DatasetFormats.Create(options);
        if (!DatasetManifest.IsIn(folder.Root))
        {
            // Other things may be those of a shard that has begun since; its manifest came before them.
            if (!HoldsOtherThings(folder.Root))
                DatasetManifest.Write(folder, options);
            else if (!DatasetManifest.IsIn(folder.Root))
                throw new SceneException($"The folder '{folder.Root}' holds files that are no dataset of Fovea. Name an empty folder, or one that does not exist.");
        }

        // Also where this has just written it: another shard may have been quicker.
        CheckSame(folder.Root, options);

        long[] done = new DatasetParts(folder, options).Frames.Where(shard.Contains).ToArray();
        if (done.Length > 0 && !resume)
        {
            throw new SceneException(
                $"The folder '{folder.Root}' has {done.Length} of these frames already, the first of them {done[0]}. --resume makes those that are missing; or name another folder.");
        }

        return new DatasetWriter(folder, options, format, shard, done);
    }

    /// <summary>Writes all files of a frame.</summary>
    /// <param name="frame">The frame; its memory is not used any more when this returns.</param>
    /// <exception cref="SceneException">A file cannot be written. What was written before stays whole.</exception>
    public void Write(LabelledFrame frame)
    {
        if (!_work.TryTake(out DatasetFrame? work))
            work = new DatasetFrame(Folder, Options);
        try
        {
            work.Begin(frame);
            _format.Write(work);
            Folder.Write(DatasetFolder.FragmentOf(frame.Index), file => DatasetFragment.Write(file, work, IsOnSheet(frame.Index)));
        }
        finally
        {
            _work.Add(work);
        }
    }

    /// <summary>Writes the files that list all frames that are in the folder now, of whatever shard.</summary>
    /// <exception cref="SceneException">A file cannot be written.</exception>
    public DatasetSummary Join() => DatasetJoin.Run(Folder, Options);

    // Evenly chosen by the number alone.
    private bool IsOnSheet(long frame)
    {
        long place = frame - Options.FirstFrame;
        return Options.FrameCount <= FramesOnSheet || place == 0 || place * FramesOnSheet / Options.FrameCount > (place - 1) * FramesOnSheet / Options.FrameCount;
    }

    private static void CheckSame(string folder, DatasetOptions options)
    {
        IReadOnlyList<string> differences = DatasetManifest.Differences(DatasetManifest.Read(folder), options);
        if (differences.Count > 0)
        {
            throw new SceneException(
                $"The folder '{folder}' holds another dataset: {string.Join("; ", differences)}. Name another folder, or ask for the same.");
        }
    }

    // Another shard may be about to write the manifest.
    private static bool HoldsOtherThings(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(f => !Path.GetFileName(f).StartsWith(DatasetManifest.FileName, StringComparison.Ordinal));
}
