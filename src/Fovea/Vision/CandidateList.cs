using System;
using System.Numerics;

namespace Fovea.Vision;

/// <summary>The proposals of a decoder on the CPU, each at a place of its own: the twin of <see cref="CandidateBuffer"/>.</summary>
public sealed class CandidateList
{
    private readonly Candidate[] _items;
    private readonly Vector2[] _keypoints;

    /// <summary>Makes room for a decoder's proposals.</summary>
    /// <param name="count">How many places there are.</param>
    /// <param name="keypointCount">Keypoints of each.</param>
    public CandidateList(int count, int keypointCount)
    {
        if (count < 1 || keypointCount < 0)
            throw new ArgumentOutOfRangeException(nameof(count), $"There cannot be {count} candidates of {keypointCount} keypoints.");

        KeypointCount = keypointCount;
        _items = new Candidate[count];
        _keypoints = new Vector2[(long)count * keypointCount];
    }

    /// <summary>How many places there are.</summary>
    public int Count => _items.Length;

    /// <summary>Keypoints of each candidate.</summary>
    public int KeypointCount { get; }

    /// <summary>All places; a box without area says that a place is empty.</summary>
    public Span<Candidate> Items => _items;

    internal ReadOnlySpan<Vector2> AllKeypoints => _keypoints;

    /// <summary>The keypoints of one candidate, in 0 .. 1 across the network's input.</summary>
    /// <param name="index">Its place.</param>
    public Span<Vector2> Keypoints(int index) => _keypoints.AsSpan(index * KeypointCount, KeypointCount);
}
