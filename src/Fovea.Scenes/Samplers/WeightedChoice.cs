using System;
using System.Linq;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Samplers;

/// <summary>Chooses one of several, each as probable as its weight says.</summary>
public sealed class WeightedChoice
{
    private readonly double[] _sums;

    /// <summary>Prepares to choose.</summary>
    /// <param name="count">Among how many.</param>
    /// <param name="weights">How probable each is, in proportion; null or none for all alike.</param>
    /// <exception cref="ArgumentException">There is none, or weights are negative, all 0, or not as many.</exception>
    public WeightedChoice(int count, double[]? weights = null)
    {
        if (count < 1)
            throw new ArgumentException("there is nothing to choose from.");
        if (weights is null or { Length: 0 })
            weights = Enumerable.Repeat(1.0, count).ToArray();
        if (weights.Length != count)
            throw new ArgumentException($"{weights.Length} weights are given for {count}.");
        if (weights.Any(w => !(w >= 0)) || !(weights.Sum() > 0))
            throw new ArgumentException("weights are at least 0, and one of them is more.");
        _sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++)
            _sums[i] = sum += weights[i];
    }

    /// <summary>The place of the chosen one.</summary>
    public int Next(ref CounterRandom random)
    {
        double at = random.NextDouble() * _sums[^1];
        int i = 0;
        while (i < _sums.Length - 1 && at >= _sums[i])
            i++;
        return i;
    }
}
