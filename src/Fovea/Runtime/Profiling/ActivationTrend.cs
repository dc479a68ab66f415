namespace Fovea.Runtime.Profiling;

/// <summary>What becomes of activations on their way through a network.</summary>
public enum ActivationTrend
{
    /// <summary>Their spread stays within a factor of <see cref="ActivationStatistics.Drastic"/>.</summary>
    Steady,

    /// <summary>Their spread shrinks by more: deep layers tell inputs apart less and less, and gradients shrink alike.</summary>
    Vanishing,

    /// <summary>Their spread grows by more: half precision overflows, and gradients grow alike.</summary>
    Exploding,

    /// <summary>Some are infinite or no numbers.</summary>
    NotFinite,
}
