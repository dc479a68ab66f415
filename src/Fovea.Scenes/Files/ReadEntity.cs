using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Files;

/// <summary>An entity as it was read, with the name of its parent, which may stand anywhere in the file.</summary>
internal sealed record ReadEntity(EntityDefinition Definition, string? Parent, SceneFields Fields);
