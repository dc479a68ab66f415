namespace Fovea.Vision.Tracking;

/// <summary>What a <see cref="TrackChange"/> tells.</summary>
public enum TrackChangeKind
{
    /// <summary>It has been seen often enough to be believed.</summary>
    Appeared,

    /// <summary>It has not been seen for longer than <see cref="TrackerOptions.KeepLost"/>.</summary>
    Left,
}
