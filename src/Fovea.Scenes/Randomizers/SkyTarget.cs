using Fovea.Scenes.Components;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>The sky that randomizers vary.</summary>
internal static class SkyTarget
{
    /// <summary>The world's sky.</summary>
    /// <exception cref="SceneException">It has none.</exception>
    public static SkyComponent SkyFor(this World world, Randomizer whose) => world.Sky
        ?? throw new SceneException($"The {whose.GetType().Name} of the entity '{whose.Entity.Path}' needs a sky. Give an entity the component {{ \"type\": \"Sky\" }}.");
}
