using System;

namespace Fovea.Vision.Tracking;

/// <summary>Finds which detection is which track: so that boxes overlap the most in sum, and none less than it must.</summary>
internal sealed class Association
{
    private readonly Assignment _assignment = new();
    private readonly int[] _rows;
    private readonly int[] _pairs;
    private int[] _columns = Array.Empty<int>();
    private float[] _costs = Array.Empty<float>();

    /// <param name="maxTracks">The most tracks.</param>
    public Association(int maxTracks)
    {
        _rows = new int[maxTracks];
        _pairs = new int[maxTracks];
        DetectionOf = new int[maxTracks];
    }

    /// <summary>The detection of each track, or -1.</summary>
    public int[] DetectionOf { get; }

    /// <summary>Which detections belong to a track.</summary>
    public bool[] IsTaken { get; private set; } = Array.Empty<bool>();

    /// <summary>Forgets all pairs.</summary>
    public void Begin(int maxDetections)
    {
        if (IsTaken.Length < maxDetections)
        {
            IsTaken = new bool[maxDetections];
            _columns = new int[maxDetections];
            _costs = new float[maxDetections * _rows.Length];
        }

        IsTaken.AsSpan().Clear();
        DetectionOf.AsSpan().Fill(-1);
    }

    /// <summary>Pairs tracks that have no detection yet with detections that have no track yet.</summary>
    /// <param name="tracks">All tracks.</param>
    /// <param name="detections">All detections.</param>
    /// <param name="states">The states that tracks must be in, 1 &lt;&lt; state each.</param>
    /// <param name="from">The least score of the detections.</param>
    /// <param name="below">What their score must be less than.</param>
    /// <param name="overlap">The least intersection over union of a pair.</param>
    /// <param name="classAware">Whether both must be of one class.</param>
    public void Match(
        ReadOnlySpan<TrackSlot> tracks, DetectionResult detections, int states, float from, float below, float overlap, bool classAware)
    {
        int rows = 0, columns = 0;
        for (int i = 0; i < tracks.Length; i++)
        {
            if (DetectionOf[i] < 0 && (states & (1 << (int)tracks[i].State)) != 0)
                _rows[rows++] = i;
        }

        for (int i = 0; i < detections.Count; i++)
        {
            if (!IsTaken[i] && detections[i].Score >= from && detections[i].Score < below)
                _columns[columns++] = i;
        }

        if (rows == 0 || columns == 0)
            return;

        FillCosts(tracks, detections, rows, columns, overlap, classAware);
        _assignment.Solve(_costs, rows, columns, _pairs);
        for (int i = 0; i < rows; i++)
        {
            if (_pairs[i] < 0 || _costs[(i * columns) + _pairs[i]] >= 0)
                continue;

            DetectionOf[_rows[i]] = _columns[_pairs[i]];
            IsTaken[_columns[_pairs[i]]] = true;
        }
    }

    // What must not be paired costs nothing, and everything else less: so the best complete pairing holds the best of allowed pairs.
    private void FillCosts(ReadOnlySpan<TrackSlot> tracks, DetectionResult detections, int rows, int columns, float overlap, bool classAware)
    {
        const float least = 1e-6f;
        for (int column = 0; column < columns; column++)
        {
            Detection seen = detections[_columns[column]];
            for (int row = 0; row < rows; row++)
            {
                TrackSlot track = tracks[_rows[row]];
                float cost = 0;
                if (!classAware || track.Class == seen.Class)
                {
                    float shared = track.Box.IntersectionOverUnion(seen.Box);
                    if (shared >= overlap)
                        cost = overlap - shared - least;
                }

                _costs[(row * columns) + column] = cost;
            }
        }
    }
}
