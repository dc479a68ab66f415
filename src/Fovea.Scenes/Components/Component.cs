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
}
