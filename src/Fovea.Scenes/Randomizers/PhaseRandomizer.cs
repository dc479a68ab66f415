using System;
using Fovea.Scenes.Behaviours;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>Has what moves in a course begin anywhere in it: rotators, oscillators, path followers and whatever is <see cref="IAnimated"/>.</summary>
public sealed class PhaseRandomizer : Randomizer
{
    private static readonly Sampler Any = new UniformSampler(0, 1);

    private Sampler? _phase;

    /// <summary>Whether what is below the entity begins anywhere too, at the same phase.</summary>
    public bool Below { get; set; }

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _phase = fields.Sampler("phase", "Where in its course it begins, 0 to 1; left out, anywhere.");
        Below = fields.Flag("below", Below, "Whether what is below the entity begins there too.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        double phase = Math.Clamp(Draw(_phase ?? Any, "Phase", 0), 0, 1);
        if (!Set(Entity, phase))
            throw new SceneException($"The PhaseRandomizer of the entity '{Entity.Path}' needs a behaviour with a phase beside it, as Rotator, Oscillator or PathFollower.");
    }

    private bool Set(WorldEntity entity, double phase)
    {
        bool found = false;
        foreach (Component component in entity.Components)
        {
            if (component is IAnimated animated)
            {
                animated.Phase = phase;
                found = true;
            }
        }

        for (int i = 0; Below && i < entity.Children.Count; i++)
            found |= Set(entity.Children[i], phase);
        return found;
    }
}
