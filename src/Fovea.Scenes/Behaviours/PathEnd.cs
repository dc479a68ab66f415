namespace Fovea.Scenes.Behaviours;

/// <summary>What happens where a path ends.</summary>
public enum PathEnd
{
    /// <summary>It begins anew; on an open path that is a leap.</summary>
    Repeat,

    /// <summary>It goes back the same way.</summary>
    Return,

    /// <summary>It stays there.</summary>
    Stop,
}
