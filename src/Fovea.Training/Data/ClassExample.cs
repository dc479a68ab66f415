using System;
using Fovea.Capture;

namespace Fovea.Training.Data;

/// <summary>A picture of one class.</summary>
/// <param name="name">What messages and tables call it.</param>
/// <param name="load">Reads the picture.</param>
/// <param name="class">The number of its class.</param>
public sealed class ClassExample(string name, Func<Picture> load, int @class) : Example(name, load)
{
    /// <summary>The number of its class.</summary>
    public int Class { get; } = @class;
}
