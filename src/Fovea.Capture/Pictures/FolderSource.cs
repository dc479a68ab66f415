using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fovea.Capture;

/// <summary>The pictures of a folder (not of folders inside it), in the ordinal order of their names.</summary>
public sealed class FolderSource : PicturesSource
{
    private readonly string[] _paths;

    /// <summary>Lists a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">Loop and pace; null for the defaults.</param>
    /// <exception cref="CaptureException">
    /// The folder is missing or holds no picture. A broken picture among them is thrown by <see cref="QueuedSource.TryNext"/>
    /// when its turn comes.
    /// </exception>
    public FolderSource(string path, SourceOptions? options = null)
        : base(path, options ?? new SourceOptions())
    {
        if (!Directory.Exists(path))
            throw new CaptureException($"There is no folder '{path}' (looked for {Path.GetFullPath(path)}). Check the path.");

        string[] files = Directory.GetFiles(path);
        _paths = files.Where(PictureFile.HasExtension).Order(StringComparer.Ordinal).ToArray();
        if (_paths.Length == 0)
        {
            throw new CaptureException(
                $"The folder '{path}' holds no pictures ({(files.Length == 0 ? "it is empty" : $"{files.Length} other files")}). "
                + $"Put some in that end in {string.Join(", ", PictureFile.Extensions)}.");
        }

        Start();
    }

    /// <summary>How many pictures there are.</summary>
    public int Count => _paths.Length;

    private protected override IEnumerable<(string Name, Picture Picture)> Pictures() => _paths.Select(path => (path, Picture.Load(path)));
}
