using System;
using System.Collections.Generic;

namespace Fovea.Vision;

/// <summary>Pictures by their feature vectors: finds those that are most like one.</summary>
public sealed class EmbeddingGallery
{
    private readonly List<(string Name, float[] Vector)> _entries = new();

    /// <summary>How many pictures there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds a picture.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="vector">Its features, of length 1 as <see cref="EmbeddingResult.Vector"/> is.</param>
    /// <exception cref="ArgumentException">It has another number of features than those before.</exception>
    public void Add(string name, ReadOnlySpan<float> vector)
    {
        if (_entries.Count > 0 && _entries[0].Vector.Length != vector.Length)
            throw new ArgumentException($"'{name}' has {vector.Length} features; the gallery's pictures have {_entries[0].Vector.Length}.", nameof(vector));
        _entries.Add((name, vector.ToArray()));
    }

    /// <summary>The pictures that are most like one, the most like first; of equal ones the one that was added first.</summary>
    /// <param name="vector">Its features, of length 1.</param>
    /// <param name="count">How many, at most.</param>
    /// <returns>Names, and the cosine of the angle between both vectors: 1 for the same direction, 0 for nothing in common.</returns>
    public IReadOnlyList<(string Name, float Similarity)> Search(ReadOnlySpan<float> vector, int count)
    {
        var found = new List<(string Name, float Similarity, int Index)>();
        for (int i = 0; i < _entries.Count; i++)
        {
            (string name, float[] other) = _entries[i];
            if (other.Length != vector.Length)
                throw new ArgumentException($"The picture has {vector.Length} features; the gallery's pictures have {other.Length}.", nameof(vector));
            double sum = 0;
            for (int k = 0; k < other.Length; k++)
                sum += (double)other[k] * vector[k];
            found.Add((name, (float)sum, i));
        }

        found.Sort((a, b) => a.Similarity != b.Similarity ? b.Similarity.CompareTo(a.Similarity) : a.Index.CompareTo(b.Index));
        return found.GetRange(0, Math.Min(count, found.Count)).ConvertAll(f => (f.Name, f.Similarity));
    }
}
