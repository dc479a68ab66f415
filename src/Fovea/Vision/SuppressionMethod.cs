namespace Fovea.Vision;

/// <summary>What becomes of a candidate that a better one overlaps.</summary>
public enum SuppressionMethod
{
    /// <summary>It goes when the overlap is more than the threshold.</summary>
    Hard,

    /// <summary>
    /// Its score is multiplied with 1 - overlap when the overlap is more than the threshold; it goes when the score falls below the score
    /// threshold. Source: Bodla et al., Soft-NMS: Improving Object Detection With One Line of Code (2017).
    /// </summary>
    SoftLinear,

    /// <summary>Its score is multiplied with exp(-overlap² / sigma), whatever the overlap; same source.</summary>
    SoftGaussian,

    /// <summary>Nothing: for networks that have suppressed already.</summary>
    None,
}
