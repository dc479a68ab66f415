using System;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Samplers;

/// <summary>
/// A normal distribution, cut off at a number of standard deviations on both sides: in files <c>{ "normal": [mean, deviation] }</c> or
/// <c>{ "normal": [mean, deviation, cut] }</c>; without one it is cut at 3.
/// </summary>
/// <param name="mean">The mean.</param>
/// <param name="deviation">The standard deviation before it is cut off.</param>
/// <param name="cut">How many deviations from the mean it ends; more than 0.</param>
public sealed class NormalSampler(double mean, double deviation, double cut = 3) : Sampler
{
    /// <inheritdoc/>
    public override double Sample(ref CounterRandom random)
    {
        // What falls outside is drawn again. A narrow cut seldom lets anything through: there the distribution is nearly flat.
        for (int i = 0; i < 64; i++)
        {
            double x = random.NextNormal();
            if (Math.Abs(x) <= cut)
                return mean + (deviation * x);
        }

        return mean + (deviation * random.Between(-cut, cut));
    }

    internal static Sampler Read(SamplerValue value)
    {
        double[] numbers = value.Numbers(null, "[mean, deviation]");
        if (numbers.Length is not (2 or 3) || numbers[1] < 0 || (numbers.Length == 3 && numbers[2] <= 0))
            throw value.Error("[mean, deviation] or [mean, deviation, cut] was expected, with a deviation of at least 0 and a cut of more.");
        return new NormalSampler(numbers[0], numbers[1], numbers.Length == 3 ? numbers[2] : 3);
    }
}
