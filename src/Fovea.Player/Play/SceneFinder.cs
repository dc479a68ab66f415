using System;
using System.IO;
using Fovea.Scenes;

namespace Fovea.Player.Play;

/// <summary>Finds a scene by what the command line calls it.</summary>
internal static class SceneFinder
{
    private const string Default = "faces";

    /// <summary>Loads a scene: a path, or the name of a scene in <c>scenes/</c>, here or beside the program.</summary>
    /// <param name="name">The path or name; null for the default scene.</param>
    /// <exception cref="SceneException">There is none, or it is no scene.</exception>
    public static Scene Load(string? name)
    {
        if (name is not null && (File.Exists(name) || Directory.Exists(name)))
            return SceneFile.Load(name);
        foreach (string root in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            string folder = Path.Combine(root, "scenes", name ?? Default);
            if (File.Exists(Path.Combine(folder, "scene.json")))
                return SceneFile.Load(folder);
        }

        return SceneFile.Load(name ?? Path.Combine("scenes", Default));
    }
}
