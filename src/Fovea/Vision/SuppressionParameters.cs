namespace Fovea.Vision;

/// <summary>What may change with every run of <see cref="Suppression"/>.</summary>
/// <param name="ScoreThreshold">Candidates below are dropped.</param>
/// <param name="OverlapThreshold">A candidate suffers when a better one overlaps it more than this: intersection over union, 0 .. 1.</param>
/// <param name="Mapping">Where the network's input lies in the source picture.</param>
/// <param name="Options">How; null for hard suppression within each class.</param>
public readonly record struct SuppressionParameters(
    float ScoreThreshold, float OverlapThreshold, ImageMapping Mapping, SuppressionOptions? Options = null)
{
    /// <summary>How candidates that overlap are dealt with.</summary>
    public SuppressionOptions Options { get; init; } = Options ?? SuppressionOptions.Default;
}
