using System;
using Fovea.Scenes.Components;

namespace Fovea.Scenes.Worlds;

/// <summary>A component as a scene has it: how to make one, for each time that the scene is played.</summary>
/// <param name="Make">Makes one.</param>
/// <param name="Error">An error about one of its fields, that says where it stands: the field, and what is wrong.</param>
public sealed record ComponentDefinition(Func<Component> Make, Func<string, string, SceneException> Error)
{
    /// <summary>One component, to look at: what its fields are in the scene.</summary>
    public Component Sample { get; } = Make();

    /// <summary>A component that code makes.</summary>
    /// <param name="make">Makes one.</param>
    public static ComponentDefinition Of(Func<Component> make) => new(make, static (field, message) => new SceneException($"{field}: {message}"));
}
