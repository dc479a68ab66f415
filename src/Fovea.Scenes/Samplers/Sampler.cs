using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Samplers;

/// <summary>Where a random number comes from.</summary>
public abstract class Sampler
{
    /// <summary>Draws a number.</summary>
    /// <param name="random">The stream of whatever it is drawn for.</param>
    public abstract double Sample(ref CounterRandom random);
}
