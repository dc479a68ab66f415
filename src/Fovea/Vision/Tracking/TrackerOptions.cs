using System;

namespace Fovea.Vision.Tracking;

/// <summary>How a <see cref="Tracker"/> decides. Lengths and speeds of boxes are relative to their size, the root of the area.</summary>
public sealed record TrackerOptions
{
    /// <summary>Detections with this score or more are matched first, and with all tracks; 0 .. 1.</summary>
    public float HighScore { get; init; } = 0.5f;

    /// <summary>
    /// Detections from this score to <see cref="HighScore"/> are only matched with tracks that are still without one, in the second stage; lower
    /// ones are ignored. Something half hidden is found with a low score: the detector's own threshold must let it through.
    /// </summary>
    public float LowScore { get; init; } = 0.1f;

    /// <summary>The least score of a detection that begins a track, at least <see cref="HighScore"/>.</summary>
    public float BirthScore { get; init; } = 0.5f;

    /// <summary>The least intersection over union of a predicted box and a detection in the first stage.</summary>
    public float FirstOverlap { get; init; } = 0.2f;

    /// <summary>The same in the second stage, where a detection proves less.</summary>
    public float SecondOverlap { get; init; } = 0.5f;

    /// <summary>The same for tracks that are not believed yet.</summary>
    public float TentativeOverlap { get; init; } = 0.3f;

    /// <summary>In how many frames in a row something must be seen to be believed, at least 1.</summary>
    public int BirthHits { get; init; } = 2;

    /// <summary>For how long something is remembered that is not seen. It is a time, so dropped frames do not matter.</summary>
    public TimeSpan KeepLost { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Whether a track only takes detections of its own class.</summary>
    public bool ClassAware { get; init; } = true;

    /// <summary>The standard deviation of a detected edge or centre, in sizes of the box.</summary>
    public double BoxNoise { get; init; } = 0.05;

    /// <summary>How much the velocity wanders: its standard deviation after a second, in sizes of the box a second.</summary>
    public double Acceleration { get; init; } = 1;

    /// <summary>The standard deviation of the velocity of something new, in sizes of the box a second.</summary>
    public double InitialSpeed { get; init; } = 2;

    /// <summary>The most tracks at a time, believed or not; further things are ignored until one ends.</summary>
    public int MaxTracks { get; init; } = 256;

    /// <summary>How many past positions are kept of each.</summary>
    public int TrailLength { get; init; } = 64;

    internal void Validate()
    {
        if (!(LowScore <= HighScore && HighScore <= BirthScore))
        {
            throw new ArgumentException(
                $"A tracker needs LowScore <= HighScore <= BirthScore, not {LowScore}, {HighScore}, {BirthScore}.");
        }

        Overlap(nameof(FirstOverlap), FirstOverlap);
        Overlap(nameof(SecondOverlap), SecondOverlap);
        Overlap(nameof(TentativeOverlap), TentativeOverlap);
        Least(nameof(BirthHits), BirthHits, 1);
        Least(nameof(MaxTracks), MaxTracks, 1);
        Least(nameof(TrailLength), TrailLength, 1);
        Least(nameof(KeepLost), KeepLost.TotalSeconds, 0);
        Positive(nameof(BoxNoise), BoxNoise);
        Positive(nameof(Acceleration), Acceleration);
        Positive(nameof(InitialSpeed), InitialSpeed);
    }

    private static void Overlap(string name, float value)
    {
        if (!(value > 0 && value < 1))
            throw new ArgumentOutOfRangeException(name, value, "An intersection over union to be reached lies between 0 and 1.");
    }

    private static void Least(string name, double value, double least)
    {
        if (!(value >= least))
            throw new ArgumentOutOfRangeException(name, value, $"A tracker needs {least} or more.");
    }

    private static void Positive(string name, double value)
    {
        if (!(value > 0) || double.IsInfinity(value))
            throw new ArgumentOutOfRangeException(name, value, "A tracker needs a number above 0.");
    }
}
