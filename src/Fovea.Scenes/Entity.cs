using System;
using System.Collections.Generic;

namespace Fovea.Scenes;

/// <summary>One thing in a scene: a name, and components that say what it is.</summary>
public sealed record Entity
{
    /// <summary>The entity's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<Component> Components { get; set; } = Array.Empty<Component>();
}
