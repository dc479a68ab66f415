using System;
using System.Collections.Generic;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes.Randomizers;

/// <summary>What randomizers that add prefabs look out for.</summary>
internal static class PrefabNames
{
    private const int Deepest = 16;

    /// <summary>Makes sure that prefabs are there.</summary>
    public static void Check(Scene scene, IEnumerable<string> names, Func<string, SceneException> error)
    {
        foreach (string name in names)
        {
            if (!scene.Prefabs.ContainsKey(name))
                throw error($"there is no prefab '{name}' in the scene. There is: {string.Join(", ", scene.Prefabs.Keys)}.");
        }
    }

    /// <summary>Refuses prefabs that put themselves below themselves.</summary>
    public static void CheckDepth(WorldEntity entity)
    {
        int depth = 0;
        for (WorldEntity? at = entity; at is not null; at = at.Parent)
            depth++;
        if (depth > Deepest)
            throw new SceneException($"The entity '{entity.Path}' is more than {Deepest} levels deep: a prefab adds itself again and again.");
    }
}
