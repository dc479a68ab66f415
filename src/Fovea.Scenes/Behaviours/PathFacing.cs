namespace Fovea.Scenes.Behaviours;

/// <summary>Where something looks that goes along a path.</summary>
public enum PathFacing
{
    /// <summary>Where it goes.</summary>
    Travel,

    /// <summary>Where it looked at the beginning.</summary>
    Keep,

    /// <summary>At a point.</summary>
    Target,
}
