using System.Collections.Generic;

namespace Fovea.Capture;

/// <summary>One picture: a single frame, or the same one again and again when looping.</summary>
public sealed class PictureSource : PicturesSource
{
    private readonly Picture _picture;

    /// <summary>Opens a picture file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Loop and pace; null for the defaults.</param>
    /// <exception cref="PictureException">The file is missing, no picture or damaged.</exception>
    public PictureSource(string path, SourceOptions? options = null)
        : this(Picture.Load(path), path, options)
    {
    }

    /// <summary>Shows a picture that is in memory.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="options">Loop and pace; null for the defaults.</param>
    public PictureSource(Picture picture, string name, SourceOptions? options = null)
        : base(name, options ?? new SourceOptions())
    {
        _picture = picture;
        Start();
    }

    private protected override IEnumerable<(string Name, Picture Picture)> Pictures() => [(Name, _picture)];
}
