using System;
using Fovea.Capture;

namespace Fovea.Training.Data;

/// <summary>A picture with the class of every pixel.</summary>
/// <param name="name">What messages and tables call it.</param>
/// <param name="load">Reads the picture.</param>
/// <param name="loadMap">Reads the classes.</param>
public sealed class MaskExample(string name, Func<Picture> load, Func<ClassMap> loadMap) : Example(name, load)
{
    /// <summary>Reads the classes of the pixels.</summary>
    /// <exception cref="DataException">The mask is missing, damaged or holds no class; the message names it.</exception>
    public ClassMap LoadMap() => loadMap();
}
