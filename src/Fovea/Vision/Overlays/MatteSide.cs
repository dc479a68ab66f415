namespace Fovea.Vision.Overlays;

/// <summary>What of a picture a soft mask paints over.</summary>
public enum MatteSide
{
    /// <summary>Everything but the subject.</summary>
    Surroundings,

    /// <summary>The subject.</summary>
    Subject,
}
