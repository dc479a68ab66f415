using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Capture;
using Fovea.Vision;

namespace Fovea.Training.Data;

/// <summary>A picture with boxes around objects.</summary>
/// <param name="name">What messages and tables call it.</param>
/// <param name="load">Reads the picture.</param>
/// <param name="labels">The objects.</param>
/// <param name="areShares">Whether boxes are shares of the picture's width and height; else they are in pixels.</param>
public sealed class BoxExample(string name, Func<Picture> load, IReadOnlyList<ObjectLabel> labels, bool areShares) : Example(name, load)
{
    /// <summary>How many objects are labelled.</summary>
    public int Count => labels.Count;

    /// <summary>The objects in pixels of the picture.</summary>
    /// <param name="width">The picture's width.</param>
    /// <param name="height">The picture's height.</param>
    public IReadOnlyList<ObjectLabel> Labels(int width, int height) => !areShares ? labels : labels
        .Select(l => l with { Box = new Box(l.Box.X * width, l.Box.Y * height, l.Box.Width * width, l.Box.Height * height) }).ToArray();
}
