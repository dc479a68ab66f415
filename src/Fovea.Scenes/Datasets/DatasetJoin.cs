using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Fovea.Scenes.Datasets.Files;
using Fovea.Scenes.Datasets.Sheet;

namespace Fovea.Scenes.Datasets;

/// <summary>
/// Writes the files that list all frames. They depend on the frames alone: whoever made them, in whichever order and shards, the bytes are the
/// same.
/// </summary>
public static class DatasetJoin
{
    /// <summary>Joins the frames that are in a folder.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <returns>What is there and what is missing.</returns>
    /// <exception cref="SceneException">It holds no dataset, a fragment is damaged, or a file cannot be written.</exception>
    public static DatasetSummary Run(string folder) => Run(new DatasetFolder(folder), DatasetManifest.Read(folder));

    /// <summary>Copies the frames of shards that were made in folders of their own into one, and joins them.</summary>
    /// <param name="folder">The folder for all; it may be one of the shards.</param>
    /// <param name="shards">The folders of the shards.</param>
    /// <returns>What is there and what is missing.</returns>
    /// <exception cref="SceneException">They are not of one dataset, or a file is missing or cannot be written.</exception>
    public static DatasetSummary Merge(string folder, IReadOnlyList<string> shards)
    {
        if (shards.Count == 0)
            throw new SceneException("No shards were named to be joined.");
        DatasetOptions options = DatasetManifest.Read(shards[0]);
        foreach (string shard in shards.Skip(1))
        {
            IReadOnlyList<string> differences = DatasetManifest.Differences(options, DatasetManifest.Read(shard));
            if (differences.Count > 0)
                throw new SceneException($"'{shards[0]}' and '{shard}' are not shards of one dataset: {string.Join("; ", differences)}.");
        }

        // What is in the folder already stays: then joining goes on after it was interrupted.
        DatasetWriter target = DatasetWriter.Open(folder, options, FrameShard.Whole, resume: true);
        HashSet<long> wanted = target.Remaining.ToHashSet();
        foreach (string shard in shards.Where(s => Path.GetFullPath(s) != Path.GetFullPath(folder)))
        {
            var from = new DatasetFolder(shard);
            foreach (DatasetFragment fragment in new DatasetParts(from, options).Fragments.Where(f => wanted.Remove(f.Frame)))
            {
                foreach (string path in fragment.Files.Append(DatasetFolder.FragmentOf(fragment.Frame)))
                    Copy(from, target.Folder, path);
            }
        }

        return Run(target.Folder, options);
    }

    internal static DatasetSummary Run(DatasetFolder folder, DatasetOptions options)
    {
        // Two shards that end at the same time must not write these files at once, or the one that saw less might be the last.
        using FileStream exclusive = Lock(folder.PathOf("fragments/join.lock"));
        var parts = new DatasetParts(folder, options);
        DatasetFormats.Create(options).Join(parts);
        var statistics = new SheetStatistics(options);
        var shown = new List<DatasetFragment>();
        foreach (DatasetFragment fragment in parts.Fragments)
        {
            statistics.Add(fragment);
            if (fragment.IsOnSheet)
                shown.Add(fragment);
        }

        folder.Write(ContactSheet.FileName, file => file.Write(Encoding.UTF8.GetBytes(ContactSheet.Page(parts, statistics, shown))));
        return statistics.Summarize(parts);
    }

    private static void Copy(DatasetFolder from, DatasetFolder to, string path)
    {
        FileStream source;
        try
        {
            source = File.OpenRead(from.PathOf(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SceneException($"'{from.PathOf(path)}' cannot be read: {e.Message} Its frame's fragment says that it was written.", e);
        }

        using (source)
            to.Write(path, source.CopyTo);
    }

    private static FileStream Lock(string path)
    {
        // Joining takes seconds; who waits longer than this waits for something that died on another machine.
        for (int tries = 600; ; tries--)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries > 0 && File.Exists(path))
            {
                Thread.Sleep(100);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw DatasetFolder.Failure(path, e);
            }
        }
    }
}
