using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fovea.Capture;

/// <summary>The pictures of a folder whose names match a pattern (<c>holiday/img_*.jpg</c>), in the order of their names.</summary>
public sealed class PatternSource : PicturesSource
{
    private readonly string[] _paths;

    /// <summary>Lists the pictures.</summary>
    /// <param name="pattern">A path whose last part holds <c>*</c> or <c>?</c>.</param>
    /// <param name="options">Loop and pace; null for the defaults.</param>
    /// <exception cref="CaptureException">The folder is missing, or no picture in it matches.</exception>
    public PatternSource(string pattern, SourceOptions? options = null)
        : base(pattern, options ?? new SourceOptions())
    {
        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } given ? given : ".";
        if (!Directory.Exists(folder))
            throw new CaptureException($"There is no folder '{folder}' (looked for {Path.GetFullPath(folder)}). Check the path.");

        _paths = Directory.GetFiles(folder, Path.GetFileName(pattern)).Where(PictureFile.HasExtension).Order(StringComparer.Ordinal).ToArray();
        if (_paths.Length == 0)
            throw new CaptureException($"No picture in '{folder}' matches '{Path.GetFileName(pattern)}'. Pictures end in {string.Join(", ", PictureFile.Extensions)}.");

        Start();
    }

    /// <summary>Whether a text is such a pattern.</summary>
    public static bool IsPattern(string text) => Path.GetFileName(text).IndexOfAny(['*', '?']) >= 0;

    /// <summary>How many pictures there are.</summary>
    public int Count => _paths.Length;

    private protected override IEnumerable<(string Name, Picture Picture)> Pictures() => _paths.Select(path => (path, Picture.Load(path)));
}
