using System;
using Fovea.Capture;

namespace Fovea.Training.Data;

/// <summary>A picture of which it is known what it shows.</summary>
/// <param name="name">What messages and tables call it.</param>
/// <param name="load">Reads the picture.</param>
public abstract class Example(string name, Func<Picture> load)
{
    /// <summary>What messages and tables call it: its file's name.</summary>
    public string Name { get; } = name;

    /// <summary>Reads the picture.</summary>
    /// <exception cref="PictureException">It is missing or damaged; the message names it.</exception>
    public Picture Load() => load();
}
