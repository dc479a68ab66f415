namespace Fovea.Vision;

/// <summary>A class that a picture may belong to.</summary>
/// <param name="Category">The name of the class.</param>
/// <param name="Class">The number of the class.</param>
/// <param name="Probability">How probable, 0 .. 1; or the network's own score, where it is no probability.</param>
public readonly record struct Classification(string Category, int Class, float Probability);
