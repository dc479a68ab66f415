using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Samplers;

/// <summary>Numbers whose logarithms are uniform, so that 1..10 is as probable as 10..100: in files <c>{ "logUniform": [1, 100] }</c>.</summary>
/// <param name="least">The least, more than 0.</param>
/// <param name="most">The most.</param>
public sealed class LogUniformSampler(double least, double most) : Sampler
{
    /// <inheritdoc/>
    public override double Sample(ref CounterRandom random) =>
        PortableMath.Exp(random.Between(PortableMath.Log(least), PortableMath.Log(most)));

    internal static Sampler Read(SamplerValue value)
    {
        double[] range = value.Numbers(2, "[least, most]");
        return range[0] > 0 && range[0] <= range[1]
            ? new LogUniformSampler(range[0], range[1])
            : throw value.Error("the least comes first, and is more than 0.");
    }
}
