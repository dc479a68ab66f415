using System.Collections.Generic;

namespace Fovea.Scenes.Datasets;

/// <summary>What a dataset holds once its frames were joined.</summary>
/// <param name="Frames">How many frames are there.</param>
/// <param name="FrameCount">How many there are to be.</param>
/// <param name="Missing">Those that are not there, as 3-7, 12; empty where all are.</param>
/// <param name="Objects">How many objects are in lists.</param>
/// <param name="Dropped">How many are not.</param>
/// <param name="ObjectsByClass">How many objects of each class of things there are, in the order of the classes' numbers.</param>
public sealed record DatasetSummary(
    long Frames, long FrameCount, string Missing, long Objects, DroppedObjects Dropped, IReadOnlyList<(string Class, long Count)> ObjectsByClass)
{
    /// <summary>Whether all frames are there.</summary>
    public bool IsComplete => Frames == FrameCount;
}
