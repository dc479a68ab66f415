namespace Fovea.Vision.Tracking;

/// <summary>Something that came or went in a frame.</summary>
/// <param name="Kind">Which of both.</param>
/// <param name="Track">The thing; for one that left, as it was seen last.</param>
public readonly record struct TrackChange(TrackChangeKind Kind, Track Track);
