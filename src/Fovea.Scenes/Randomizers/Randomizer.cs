using Fovea.Scenes.Components;
using Fovea.Scenes.Numerics;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>Varies something about its entity or the world whenever an episode begins.</summary>
/// <remarks>
/// What it draws depends on the seed, the frame, the entity's path and the purpose alone, never on what others drew. It runs before any
/// <see cref="Behaviour"/> starts, in the order of entities and of their components; what it adds to the world is randomised after it.
/// </remarks>
public abstract class Randomizer : Component
{
    /// <summary>The world that it varies.</summary>
    protected World World => Entity.World;

    /// <summary>Varies.</summary>
    public abstract void Randomize();

    /// <summary>The stream of random numbers for a purpose of this entity.</summary>
    /// <param name="purpose">What for: its own name and the field's, as <c>"Light.angle"</c>.</param>
    protected CounterRandom Random(string purpose) => World.RandomFor(Entity, purpose);

    /// <summary>A number for a purpose.</summary>
    /// <param name="sampler">Where it comes from; null for <paramref name="otherwise"/>.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="otherwise">The number where there is no sampler.</param>
    protected double Draw(Sampler? sampler, string purpose, double otherwise)
    {
        if (sampler is null)
            return otherwise;
        CounterRandom random = Random(purpose);
        return sampler.Sample(ref random);
    }
}
