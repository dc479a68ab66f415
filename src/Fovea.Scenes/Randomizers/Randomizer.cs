using System.Collections.Generic;
using System.Globalization;
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

    /// <summary>The stream of random numbers for a purpose of this randomizer: of several of a kind, each has its own.</summary>
    /// <param name="purpose">What for: its own name and the field's, as <c>"Light.angle"</c>.</param>
    protected CounterRandom Random(string purpose)
    {
        int before = 0;
        for (int i = 0; i < Entity.Components.Count && Entity.Components[i] != this; i++)
        {
            if (Entity.Components[i].GetType() == GetType())
                before++;
        }

        return World.RandomFor(Entity, before == 0 ? purpose : string.Create(CultureInfo.InvariantCulture, $"{purpose} {before + 1}"));
    }

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

    /// <summary>A number for a purpose, as the nearest within bounds.</summary>
    /// <inheritdoc cref="Draw(Sampler?, string, double)"/>
    protected float Draw(Sampler? sampler, string purpose, float otherwise, double least, double most) =>
        sampler is null ? otherwise : (float)System.Math.Clamp(Draw(sampler, purpose, otherwise), least, most);

    /// <summary>The components of a kind that it varies: its entity's, or also those of all below that.</summary>
    /// <param name="below">Whether those below count.</param>
    /// <exception cref="SceneException">There is none.</exception>
    protected IReadOnlyList<T> Targets<T>(bool below)
        where T : Component
    {
        List<T> found = [];
        Collect(Entity, below, found);
        if (found.Count > 0)
            return found;
        string name = GetType().Name, kind = typeof(T).Name.Replace("Component", "", System.StringComparison.Ordinal);
        throw new SceneException($"The {name} of the entity '{Entity.Path}' needs a {kind} beside it{(below ? " or below it" : "")}.");
    }

    private static void Collect<T>(WorldEntity entity, bool below, List<T> into)
        where T : Component
    {
        foreach (Component component in entity.Components)
        {
            if (component is T found)
                into.Add(found);
        }

        for (int i = 0; below && i < entity.Children.Count; i++)
            Collect(entity.Children[i], below, into);
    }
}
