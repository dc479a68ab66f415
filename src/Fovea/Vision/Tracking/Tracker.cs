using System;

namespace Fovea.Vision.Tracking;

/// <summary>
/// Follows things through a video: gives each that a detector finds a number, and keeps it while the thing moves, is hidden for a while or is
/// found with a low score only.
/// </summary>
/// <remarks>
/// Every box is predicted by a Kalman filter of constant velocity (as in SORT: Bewley et al. 2016) and paired with detections in two stages,
/// first those of high score, then those of low score for tracks that are still without (as in ByteTrack: Zhang et al. 2022), each time so
/// that the overlaps are the largest in sum. All is reckoned in the times of the frames, not in their number. The same detections give the
/// same tracks, and once every size has come up nothing is allocated. It calls no OpenGL, and may be used on any one thread.
/// </remarks>
public sealed class Tracker
{
    private const int Believed = (1 << (int)TrackState.Tracked) | (1 << (int)TrackState.Lost);

    private readonly TrackSlot[] _slots;
    private readonly TrackChange[] _changes;
    private readonly Association _association;
    private int _changeCount;
    private int _lastId;

    /// <summary>Makes a tracker without tracks.</summary>
    /// <param name="options">How it decides, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Tracker(TrackerOptions? options = null)
    {
        Options = options ?? new TrackerOptions();
        Options.Validate();
        _association = new Association(Options.MaxTracks);

        // Everything may leave and as much appear in one frame.
        _changes = new TrackChange[2 * Options.MaxTracks];
        _slots = new TrackSlot[Options.MaxTracks];
        for (int i = 0; i < _slots.Length; i++)
            _slots[i] = new TrackSlot(Options.TrailLength);
    }

    /// <summary>Something is believed to be there from now on. Called within <see cref="Update"/>.</summary>
    public event Action<Track>? Appeared;

    /// <summary>Something that was believed is given up; the track is as it was seen last. Called within <see cref="Update"/>.</summary>
    public event Action<Track>? Left;

    /// <summary>How it decides.</summary>
    public TrackerOptions Options { get; }

    /// <summary>How many tracks there are, lost ones and those not believed yet included.</summary>
    public int Count { get; private set; }

    /// <summary>The time of the latest frame.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>What came and went in the latest frame.</summary>
    public ReadOnlySpan<TrackChange> Changes => _changes.AsSpan(0, _changeCount);

    /// <summary>A track, the oldest first.</summary>
    /// <param name="index">Less than <see cref="Count"/>.</param>
    public Track this[int index] => Slot(index).Snapshot;

    /// <summary>Takes what was found in the next frame.</summary>
    /// <param name="detections">
    /// The detections, with the time of their frame. If that is before the last one's, the video began anew: everything leaves first.
    /// </param>
    public void Update(DetectionResult detections)
    {
        _changeCount = 0;
        if (detections.Time < Time)
            Clear();

        Time = detections.Time;
        Predict();
        Associate(detections);
        Follow(detections);
        Begin(detections);
        Tell();
    }

    /// <summary>Gives up all tracks, as at a cut. Numbers go on from where they were.</summary>
    public void Reset()
    {
        _changeCount = 0;
        Clear();
        Time = TimeSpan.Zero;
        Tell();
    }

    /// <summary>Copies where a track was seen: the centres of its filtered boxes.</summary>
    /// <param name="index">Less than <see cref="Count"/>.</param>
    /// <param name="points">Takes the newest that fit, the oldest of these first.</param>
    /// <returns>How many were written.</returns>
    public int CopyTrail(int index, Span<TrailPoint> points)
    {
        TrackSlot slot = Slot(index);
        int count = Math.Min(points.Length, slot.TrailCount);
        for (int i = 0; i < count; i++)
            points[i] = slot.Trail(count - 1 - i);
        return count;
    }

    private TrackSlot Slot(int index) =>
        (uint)index < (uint)Count ? _slots[index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} tracks.");

    private void Predict()
    {
        for (int i = 0; i < Count; i++)
        {
            if (Time - _slots[i].LastSeen > Options.KeepLost)
                Remove(i--);
            else
                _slots[i].Predict(Time);
        }
    }

    private void Associate(DetectionResult detections)
    {
        TrackerOptions o = Options;
        ReadOnlySpan<TrackSlot> tracks = _slots.AsSpan(0, Count);
        _association.Begin(detections.Layout.MaxDetections);
        for (int i = 0; i < detections.Count; i++)
            _association.IsTaken[i] = !IsUsable(detections[i]);

        _association.Match(tracks, detections, Believed, o.HighScore, float.PositiveInfinity, o.FirstOverlap, o.ClassAware);
        _association.Match(tracks, detections, 1 << (int)TrackState.Tracked, o.LowScore, o.HighScore, o.SecondOverlap, o.ClassAware);
        _association.Match(tracks, detections, 1 << (int)TrackState.Tentative, o.HighScore, float.PositiveInfinity, o.TentativeOverlap, o.ClassAware);
    }

    private void Follow(DetectionResult detections)
    {
        int kept = 0, count = Count;
        for (int i = 0; i < count; i++)
        {
            TrackSlot slot = _slots[i];
            int seen = _association.DetectionOf[i];
            if (seen < 0 && slot.State == TrackState.Tentative)
                continue;

            if (seen < 0)
                slot.Lose();
            else if (slot.See(detections[seen], Options.BirthHits))
                Add(TrackChangeKind.Appeared, slot.Snapshot);

            // Slots of those that ended go behind the others, in whose order nothing changes.
            (_slots[kept], _slots[i]) = (_slots[i], _slots[kept]);
            kept++;
        }

        Count = kept;
    }

    private void Begin(DetectionResult detections)
    {
        for (int i = 0; i < detections.Count && Count < _slots.Length; i++)
        {
            Detection seen = detections[i];
            if (_association.IsTaken[i] || seen.Score < Options.BirthScore)
                continue;

            TrackSlot slot = _slots[Count++];
            slot.Begin(++_lastId, seen, Time, Options);
            if (slot.State == TrackState.Tracked)
                Add(TrackChangeKind.Appeared, slot.Snapshot);
        }
    }

    private void Clear()
    {
        while (Count > 0)
            Remove(0);
    }

    private void Remove(int index)
    {
        TrackSlot slot = _slots[index];
        if (slot.State != TrackState.Tentative)
            Add(TrackChangeKind.Left, slot.Farewell);

        Array.Copy(_slots, index + 1, _slots, index, --Count - index);
        _slots[Count] = slot;
    }

    private void Add(TrackChangeKind kind, in Track track) => _changes[_changeCount++] = new TrackChange(kind, track);

    private void Tell()
    {
        for (int i = 0; i < _changeCount; i++)
            (_changes[i].Kind == TrackChangeKind.Appeared ? Appeared : Left)?.Invoke(_changes[i].Track);
    }

    // A box of no size or not of numbers overlaps nothing and would spoil a filter.
    private static bool IsUsable(in Detection seen)
    {
        float sum = seen.Box.X + seen.Box.Y + seen.Box.Width + seen.Box.Height + seen.Score;
        return float.IsFinite(sum) && seen.Box.Width > 0 && seen.Box.Height > 0;
    }
}
