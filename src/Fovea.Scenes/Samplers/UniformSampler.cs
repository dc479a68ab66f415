using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Samplers;

/// <summary>Every number between two, each as probable: in files <c>[1, 3]</c> or <c>{ "uniform": [1, 3] }</c>.</summary>
/// <param name="least">The least.</param>
/// <param name="most">The most.</param>
public sealed class UniformSampler(double least, double most) : Sampler
{
    /// <inheritdoc/>
    public override double Sample(ref CounterRandom random) => random.Between(least, most);

    internal static Sampler Read(SamplerValue value)
    {
        double[] range = value.Numbers(2, "[least, most]");
        return range[0] <= range[1] ? new UniformSampler(range[0], range[1]) : throw value.Error("the least comes first.");
    }
}
