using System;

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

    internal bool IsSoft => Options.Method is SuppressionMethod.SoftLinear or SuppressionMethod.SoftGaussian;

    /// <summary>The overlap that is too much; where nothing is suppressed, one that no boxes have.</summary>
    internal float OverlapLimit => Options.Method == SuppressionMethod.None ? float.MaxValue : OverlapThreshold;

    /// <summary>How fast scores fall: exp(-x / sigma) is 2 to the power of -x times this; 0 where they fall linearly.</summary>
    internal float Sharpness => Options.Method == SuppressionMethod.SoftGaussian ? (float)(1 / (Math.Log(2) * Options.Sigma)) : 0;

    /// <summary>How many of the best candidates are looked at.</summary>
    internal int Looked
    {
        get
        {
            int asked = Options.TopK == 0 ? int.MaxValue : Options.TopK;
            return IsSoft ? Math.Min(asked, SuppressionOptions.MostSoft) : asked;
        }
    }
}
