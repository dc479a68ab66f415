namespace Fovea.Vision;

/// <summary>What may change with every run of <see cref="Suppression"/>.</summary>
/// <param name="ScoreThreshold">Candidates below are dropped.</param>
/// <param name="OverlapThreshold">A candidate goes when a better one overlaps it more than this: intersection over union, 0 .. 1.</param>
/// <param name="Mapping">Where the network's input lies in the source picture.</param>
/// <param name="PerClass">Whether only candidates of the same class suppress one another.</param>
public readonly record struct SuppressionParameters(float ScoreThreshold, float OverlapThreshold, ImageMapping Mapping, bool PerClass = true);
