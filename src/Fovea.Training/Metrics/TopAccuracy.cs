using System;

namespace Fovea.Training.Metrics;

/// <summary>Top-1, top-5, top-k: how often the right class is among the k that a network finds most likely.</summary>
public sealed class TopAccuracy
{
    private readonly long[] _ranks;

    /// <summary>Begins without pictures.</summary>
    /// <param name="most">The largest k that will be asked for.</param>
    public TopAccuracy(int most = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        _ranks = new long[most];
    }

    /// <summary>How many pictures were added.</summary>
    public long Count { get; private set; }

    /// <summary>The place of a class among all, 0 for the best. Of equal scores the lower class number comes first.</summary>
    /// <param name="scores">A score for each class: probabilities or logits.</param>
    /// <param name="class">The class.</param>
    /// <returns>The number of classes before it; all of them where its score is no number.</returns>
    public static int Rank(ReadOnlySpan<float> scores, int @class)
    {
        if ((uint)@class >= (uint)scores.Length)
            throw new ArgumentOutOfRangeException(nameof(@class), @class, $"There are {scores.Length} classes.");
        float score = scores[@class];
        if (float.IsNaN(score))
            return scores.Length;
        int before = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > score || (scores[i] == score && i < @class))
                before++;
        }

        return before;
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="scores">A score for each class: probabilities or logits.</param>
    /// <param name="class">The right class.</param>
    /// <returns>Its place, as <see cref="Rank"/>.</returns>
    public int Add(ReadOnlySpan<float> scores, int @class)
    {
        int rank = Rank(scores, @class);
        Add(rank);
        return rank;
    }

    /// <summary>Adds a picture whose right class has a known place.</summary>
    /// <param name="rank">Its place, 0 for the best; anything that is large where it is not among those that are known.</param>
    public void Add(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        Count++;
        if (rank < _ranks.Length)
            _ranks[rank]++;
    }

    /// <summary>The share of pictures whose right class is among the first k, 0 .. 1; NaN without pictures.</summary>
    public double Top(int k)
    {
        if (k < 1 || k > _ranks.Length)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"It was made for k from 1 to {_ranks.Length}.");
        long right = 0;
        for (int i = 0; i < k; i++)
            right += _ranks[i];
        return (double)right / Count;
    }
}
