using System;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Samplers;

/// <summary>One of some numbers: in files <c>{ "choice": [0, 90, 180] }</c>, or with weights <c>{ "choice": [0, 90], "weights": [3, 1] }</c>.</summary>
public sealed class ChoiceSampler : Sampler
{
    private readonly double[] _values;
    private readonly WeightedChoice _choice;

    /// <summary>Chooses among numbers.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="weights">How probable each is, in proportion; null for all alike.</param>
    /// <exception cref="ArgumentException">There is none, or weights are negative, all 0, or not as many.</exception>
    public ChoiceSampler(double[] values, double[]? weights = null) =>
        (_values, _choice) = (values, new WeightedChoice(values.Length, weights));

    /// <inheritdoc/>
    public override double Sample(ref CounterRandom random) => _values[_choice.Next(ref random)];

    internal static Sampler Read(SamplerValue value)
    {
        try
        {
            return new ChoiceSampler(value.Numbers(null, "[a, b, ...]"), value.NumbersOf("weights"));
        }
        catch (ArgumentException e)
        {
            throw value.Error(e.Message);
        }
    }
}
