namespace Fovea.Vision;

/// <summary>How much of a picture belongs to a class.</summary>
/// <param name="Category">The name of the class.</param>
/// <param name="Class">The number of the class.</param>
/// <param name="Share">Its share of the picture's area as far as the network saw it, 0 .. 1.</param>
/// <param name="Box">What encloses all of it, in source pixels from the top left.</param>
public readonly record struct SegmentArea(string Category, int Class, float Share, Box Box);
