using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;

namespace Fovea.Scenes.Datasets.Files;

/// <summary>The folder that a dataset is written into. Each file is there whole or not at all. May be used by several threads.</summary>
public sealed class DatasetFolder
{
    /// <summary>How the name of a file ends while it is written.</summary>
    public const string Unfinished = ".partial";

    // What the system says where a disk, or a share of it, is full: Linux, macOS, Windows.
    private static readonly int[] FullCodes = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private readonly ConcurrentDictionary<string, bool> _made = new();
    private readonly Func<string, Stream> _create;

    /// <summary>Names the folder; it is made with the first file.</summary>
    /// <param name="root">Its path.</param>
    public DatasetFolder(string root)
        : this(root, path => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read))
    {
    }

    /// <summary>For tests: with another way to make a file.</summary>
    internal DatasetFolder(string root, Func<string, Stream> create) => (Root, _create) = (root, create);

    /// <summary>Its path.</summary>
    public string Root { get; }

    /// <summary>The path of a frame's fragment.</summary>
    internal static string FragmentOf(long frame) => string.Create(CultureInfo.InvariantCulture, $"fragments/{frame:D6}.jsonl");

    /// <summary>The full path of a file.</summary>
    /// <param name="relative">Its path in the folder, with slashes.</param>
    public string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Writes a file under a temporary name and gives it its own when it is whole.</summary>
    /// <param name="relative">Its path in the folder, with slashes; what is there is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="SceneException">It cannot be written; the temporary file is gone, and the others stay.</exception>
    public void Write(string relative, Action<Stream> write)
    {
        string path = PathOf(relative), temporary = path + Unfinished;
        try
        {
            string folder = Path.GetDirectoryName(path)!;
            // Noted only when it is there: another thread that finds the note goes on at once.
            if (!_made.ContainsKey(folder))
            {
                Directory.CreateDirectory(folder);
                _made[folder] = true;
            }

            using (Stream file = _create(temporary))
                write(file);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e)
        {
            Delete(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw Failure(path, e);
            throw;
        }
    }

    /// <summary>What a person is told of a file that cannot be written.</summary>
    internal static SceneException Failure(string path, Exception e) => Array.IndexOf(FullCodes, e.HResult) >= 0
        ? new SceneException($"'{path}' cannot be written: the disk is full. All files before it are whole. Free some space and go on with --resume.", e)
        : new SceneException($"'{path}' cannot be written: {e.Message} All files before it are whole; --resume goes on after them.", e);

    /// <summary>Deletes a file where that goes.</summary>
    internal static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first trouble is the one to tell of.
        }
    }
}
