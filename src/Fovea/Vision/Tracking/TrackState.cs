namespace Fovea.Vision.Tracking;

/// <summary>How sure a <see cref="Tracker"/> is of a thing.</summary>
public enum TrackState
{
    /// <summary>Seen too few times yet; it may be an error of the network.</summary>
    Tentative,

    /// <summary>Seen in the latest frame.</summary>
    Tracked,

    /// <summary>Not seen in the latest frame; its box is where it should be by now.</summary>
    Lost,
}
