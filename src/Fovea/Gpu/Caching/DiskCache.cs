using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fovea.Gpu.Caching;

/// <summary>
/// A folder of things that can be made again: programs as the driver compiled them, answers of the tuner. It never holds the only copy of
/// anything, so whatever goes wrong with it (no permission, a full disk, a damaged file) costs time and nothing else.
/// </summary>
/// <remarks>
/// Each entry is a file of its own, named by a hash of its key, and written under another name first: several processes may share a
/// folder. Only files with this cache's ending are ever deleted. May be used from any thread.
/// </remarks>
public sealed class DiskCache
{
    /// <summary>The environment variable that names another folder for <see cref="Default"/>, or turns it off: <c>FOVEA_CACHE=off</c>.</summary>
    public const string Variable = "FOVEA_CACHE";

    /// <summary>How many bytes a cache may take unless told otherwise: 256 MiB, some thousands of programs.</summary>
    public const long DefaultCapacity = 256L << 20;

    private const string Ending = ".fovea-cache";
    private const string TemporaryEnding = ".fovea-temporary";

    // What a process that died left behind is swept away after this long; a living one needs no hour for a file.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private static readonly Lazy<DiskCache?> Standard = new(OfEnvironment);

    private readonly object _gate = new();
    private long? _bytes;

    /// <summary>Opens a cache. The folder is made when something is stored.</summary>
    /// <param name="folder">Where its files are.</param>
    /// <param name="capacity">How many bytes they may take; the entries unused for longest are deleted beyond it.</param>
    /// <exception cref="ArgumentException">The path is none, or the capacity is not positive.</exception>
    public DiskCache(string folder, long capacity = DefaultCapacity)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new ArgumentException("A cache needs a folder; to have none, use null instead of a cache.", nameof(folder));
        if (capacity <= 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A cache needs room for something; to have none, use null instead of a cache.");
        Folder = Path.GetFullPath(folder);
        Capacity = capacity;
    }

    /// <summary>
    /// The cache that all programs of this user share: in the system's folder for such things (<c>~/.cache/fovea</c>,
    /// <c>~/Library/Caches/fovea</c>, <c>%LOCALAPPDATA%\fovea\cache</c>), or where <see cref="Variable"/> says. Null where there is none.
    /// </summary>
    public static DiskCache? Default => Standard.Value;

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>How many bytes the files may take.</summary>
    public long Capacity { get; }

    /// <summary>Why the last attempt to store something failed; null where all went well.</summary>
    public string? Problem { get; private set; }

    /// <summary>What is stored under a key.</summary>
    /// <param name="key">The key, of any length.</param>
    /// <returns>The bytes, or null where there are none, or none that are whole.</returns>
    public byte[]? TryRead(string key)
    {
        string path = PathOf(key);
        try
        {
            if (!File.Exists(path))
                return null;
            if (CacheEntry.Unwrap(File.ReadAllBytes(path), key) is { } content)
            {
                MarkUsed(path);
                return content;
            }

            // Damaged, or of an older form: it would be in the way for ever.
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process may be replacing it; a file that cannot be read is one that is not there.
        }

        return null;
    }

    /// <summary>Stores bytes under a key, in place of what is there.</summary>
    /// <param name="key">The key, of any length.</param>
    /// <param name="content">The bytes.</param>
    /// <returns>Whether they are stored; if not, <see cref="Problem"/> says why.</returns>
    public bool TryWrite(string key, ReadOnlySpan<byte> content)
    {
        byte[] file = CacheEntry.Wrap(key, content);
        if (file.Length > Capacity)
        {
            Problem = $"An entry of {file.Length} bytes is more than the {Capacity} that the cache {Folder} may take.";
            return false;
        }

        string path = PathOf(key), temporary = Path.Combine(Folder, Guid.NewGuid().ToString("N") + TemporaryEnding);
        try
        {
            Directory.CreateDirectory(Folder);
            MakeRoom(file.Length);
            try
            {
                File.WriteAllBytes(temporary, file);
                Replace(temporary, path);
            }
            finally
            {
                File.Delete(temporary);
            }

            Problem = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Problem = $"The cache {Folder} cannot be written: {e.Message}";
            return false;
        }
    }

    /// <summary>Deletes every entry.</summary>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (FileInfo file in Files())
                file.Delete();
            _bytes = 0;
        }
    }

    private static DiskCache? OfEnvironment()
    {
        string? told = Environment.GetEnvironmentVariable(Variable);
        if (string.Equals(told, "off", StringComparison.OrdinalIgnoreCase))
            return null;
        string? folder = string.IsNullOrEmpty(told) ? SystemFolder.OfCaches() : told;
        return folder is null ? null : new DiskCache(folder);
    }

    private static void Replace(string temporary, string path)
    {
        if (File.Exists(path))
        {
            File.Replace(temporary, path, null);
            return;
        }

        try
        {
            File.Move(temporary, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made the same entry in between.
            File.Replace(temporary, path, null);
        }
    }

    // Entries are deleted in the order in which they were used last. A day is fine enough, and spares a write for each read.
    private static void MarkUsed(string path)
    {
        DateTime now = DateTime.UtcNow;
        if (now - File.GetLastWriteTimeUtc(path) < TimeSpan.FromDays(1))
            return;
        try
        {
            File.SetLastWriteTimeUtc(path, now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that can only be read still serves.
        }
    }

    private string PathOf(string key) => Path.Combine(Folder, CacheEntry.NameOf(key) + Ending);

    private IEnumerable<FileInfo> Files() =>
        Directory.Exists(Folder) ? new DirectoryInfo(Folder).EnumerateFiles("*" + Ending) : Enumerable.Empty<FileInfo>();

    // Counts the folder once and then what this process adds: another process counts for itself, and both keep well below.
    private void MakeRoom(long needed)
    {
        lock (_gate)
        {
            if (_bytes is null)
                SweepAbandoned();
            _bytes = (_bytes ?? Files().Sum(f => f.Length)) + needed;
            if (_bytes <= Capacity)
                return;

            // To three quarters, so that the next entries need no sweep each.
            long room = Capacity - Math.Max(needed, Capacity / 4);
            long kept = 0;
            foreach (FileInfo file in Files().OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).ToArray())
            {
                if (kept + file.Length <= room)
                    kept += file.Length;
                else
                    file.Delete();
            }

            _bytes = kept + needed;
        }
    }

    private void SweepAbandoned()
    {
        DateTime before = DateTime.UtcNow - Abandoned;
        foreach (FileInfo file in new DirectoryInfo(Folder).EnumerateFiles("*" + TemporaryEnding).Where(f => f.LastWriteTimeUtc < before).ToArray())
            file.Delete();
    }
}
