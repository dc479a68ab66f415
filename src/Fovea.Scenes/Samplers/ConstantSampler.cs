using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Samplers;

/// <summary>Always the same number: in files, the number by itself.</summary>
/// <param name="value">The number.</param>
public sealed class ConstantSampler(double value) : Sampler
{
    /// <inheritdoc/>
    public override double Sample(ref CounterRandom random) => value;
}
