using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using Fovea.Scenes.Datasets.Files;

namespace Fovea.Scenes.Datasets;

/// <summary>A dataset's <c>dataset.json</c>: what it is made of. All shards have the same.</summary>
public static class DatasetManifest
{
    /// <summary>Its name.</summary>
    public const string FileName = "dataset.json";

    /// <summary>The form of what lies on disk. It changes when other bytes are written for the same frames.</summary>
    public const int Version = 1;

    /// <summary>Whether a folder holds one.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Reads the manifest of a folder.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <exception cref="SceneException">There is none, or it is damaged, or of another version.</exception>
    public static DatasetOptions Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            ManifestFile file = JsonSerializer.Deserialize(File.ReadAllBytes(path), DatasetJson.Default.ManifestFile) ?? throw new JsonException("It is empty.");
            return file.Version == Version ? file.Dataset
                : throw new SceneException($"'{path}' is of version {file.Version}, and this program writes version {Version}. Make the dataset with the program that began it, or anew.");
        }
        catch (JsonException e)
        {
            throw new SceneException($"'{path}' is no manifest of a dataset: {e.Message}", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SceneException($"'{folder}' holds no dataset that Fovea made: there is no {FileName}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SceneException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the manifest, unless another shard is quicker: the one that is there stays, whatever it says.</summary>
    internal static void Write(DatasetFolder folder, DatasetOptions options)
    {
        // Shards may begin in one folder at the same moment. A move that does not replace is no single step of the system; hence the lock.
        using FileStream? exclusive = Lock(folder);
        if (IsIn(folder.Root))
            return;
        // Where the file system has no locks, at least under a name of its own: processes on several machines may have the same number.
        string name = $"{FileName}.{Guid.NewGuid():N}";
        folder.Write(name, file => JsonSerializer.Serialize(file, new ManifestFile(Version, options), DatasetJson.Default.ManifestFile));
        try
        {
            File.Move(folder.PathOf(name), folder.PathOf(FileName), overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DatasetFolder.Delete(folder.PathOf(name));
            if (!IsIn(folder.Root))
                throw DatasetFolder.Failure(folder.PathOf(FileName), e);
        }
    }

    // Null where the manifest came while this waited. Writing it takes milliseconds; the lock goes with the process that has it.
    private static FileStream? Lock(DatasetFolder folder)
    {
        string path = folder.PathOf($"{FileName}.lock");
        for (int tries = 100; ; tries--)
        {
            try
            {
                Directory.CreateDirectory(folder.Root);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (IsIn(folder.Root))
                    return null;
                if (tries == 0)
                    throw DatasetFolder.Failure(folder.PathOf(FileName), e);
                Thread.Sleep(20);
            }
        }
    }

    /// <summary>What differs between two datasets, in words; empty where they are the same.</summary>
    internal static IReadOnlyList<string> Differences(DatasetOptions there, DatasetOptions asked)
    {
        Dictionary<string, JsonElement> a = Fields(there), b = Fields(asked);
        return a.Keys.Union(b.Keys).Where(k => Text(a, k) != Text(b, k))
            .Select(k => Math.Max(Text(a, k).Length, Text(b, k).Length) > 60 ? $"{k} is another" : $"{k} is {Text(a, k)} there and {Text(b, k)} here").ToArray();

        static string Text(Dictionary<string, JsonElement> fields, string key) => fields.TryGetValue(key, out JsonElement value) ? value.GetRawText() : "not given";
    }

    private static Dictionary<string, JsonElement> Fields(DatasetOptions options) =>
        JsonSerializer.SerializeToElement(options, DatasetJson.Default.DatasetOptions).EnumerateObject().ToDictionary(p => p.Name, p => p.Value);

    /// <summary>The file.</summary>
    internal sealed record ManifestFile(int Version, DatasetOptions Dataset);
}
