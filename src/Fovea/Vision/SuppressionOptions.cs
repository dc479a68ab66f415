using System;

namespace Fovea.Vision;

/// <summary>How candidates that overlap are dealt with.</summary>
/// <param name="Method">What becomes of a candidate that a better one overlaps.</param>
/// <param name="PerClass">Whether only candidates of the same class are rivals; else all are.</param>
/// <param name="Sigma">The width of <see cref="SuppressionMethod.SoftGaussian"/>, more than 0.</param>
/// <param name="TopK">
/// How many of the best candidates are looked at, whatever their class; the others are dropped before suppression, which bounds its time.
/// 0 looks at all of them; soft methods look at no more than <see cref="MostSoft"/>.
/// </param>
/// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
public sealed record SuppressionOptions(
    SuppressionMethod Method = SuppressionMethod.Hard, bool PerClass = true, float Sigma = 0.5f, int TopK = 0)
{
    /// <summary>The width of <see cref="SuppressionMethod.SoftGaussian"/>, more than 0.</summary>
    public float Sigma { get; } = Sigma > 0
        ? Sigma
        : throw new ArgumentOutOfRangeException(nameof(Sigma), Sigma, "The width of a Gaussian is more than 0.");

    /// <summary>How many of the best candidates are looked at; 0 is all of them.</summary>
    public int TopK { get; } = TopK >= 0
        ? TopK
        : throw new ArgumentOutOfRangeException(nameof(TopK), TopK, "A number of candidates cannot be negative; 0 looks at all of them.");

    /// <summary>
    /// The most candidates that soft methods look at, the best ones: each detection that is kept changes the scores of all others, so their time
    /// grows with the product.
    /// </summary>
    public const int MostSoft = 4096;

    internal static SuppressionOptions Default { get; } = new();
}
