namespace Fovea.Scenes.Driving.Network;

/// <summary>Which way a lane leads through a junction.</summary>
internal enum Turn
{
    /// <summary>It is no way through a junction.</summary>
    None,

    /// <summary>Straight on.</summary>
    Straight,

    /// <summary>To the left, across the oncoming lane.</summary>
    Left,

    /// <summary>To the right.</summary>
    Right,
}
