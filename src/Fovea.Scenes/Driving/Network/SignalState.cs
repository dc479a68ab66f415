namespace Fovea.Scenes.Driving.Network;

/// <summary>What a traffic light shows.</summary>
internal enum SignalState
{
    /// <summary>Stop.</summary>
    Red,

    /// <summary>Get ready.</summary>
    RedYellow,

    /// <summary>Go.</summary>
    Green,

    /// <summary>Stop if you can.</summary>
    Yellow,
}
