using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Scenes.Components;

namespace Fovea.Scenes.Worlds;

/// <summary>An entity as a scene or a prefab has it: what it is made of, each time that the scene is played.</summary>
public sealed record EntityDefinition
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is, metres from its parent.</summary>
    public Vector3 Position { get; init; }

    /// <summary>How it is turned, degrees about x, y and z; see <see cref="Numerics.Rotations.FromEuler"/>.</summary>
    public Vector3 Rotation { get; init; }

    /// <summary>Its size, in its parent's measure.</summary>
    public Vector3 Scale { get; init; } = Vector3.One;

    /// <summary>Whether it, with all below it, is there when the scene begins.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<ComponentDefinition> Components { get; init; } = Array.Empty<ComponentDefinition>();

    /// <summary>The entities below it.</summary>
    public IReadOnlyList<EntityDefinition> Children { get; init; } = Array.Empty<EntityDefinition>();

    /// <summary>Itself and all below it.</summary>
    public IEnumerable<EntityDefinition> All => Children.SelectMany(c => c.All).Prepend(this);

    /// <summary>Samples of its components of one kind.</summary>
    public IEnumerable<T> Samples<T>()
        where T : Component => Components.Select(c => c.Sample).OfType<T>();
}
