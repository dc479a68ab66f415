using System;
using Fovea.Scenes.Files;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Components;

/// <summary>One aspect of an entity. A further kind is a class and a line in <see cref="ComponentRegistry"/>.</summary>
public abstract class Component
{
    /// <summary>The entity that it belongs to; none while it only stands in a scene that is not played.</summary>
    public WorldEntity Entity { get; internal set; } = null!;

    /// <summary>Names its fields and takes what they are set to; see <see cref="Files.Fields"/>. Called once, before anything else.</summary>
    /// <param name="fields">Where to read.</param>
    public abstract void Visit(Fields fields);

    /// <summary>Makes sure that what it names is there: when the scene is loaded, not an hour into a dataset.</summary>
    /// <param name="scene">The scene that it stands in.</param>
    /// <param name="error">Makes an error about one of its fields, which says where that stands: the field, and what is wrong.</param>
    /// <exception cref="SceneException">Something is not there.</exception>
    public virtual void Check(Scene scene, Func<string, string, SceneException> error)
    {
    }
}
