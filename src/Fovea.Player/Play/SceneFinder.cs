using System;
using System.IO;
using System.Linq;
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
        foreach (string root in Roots())
        {
            string folder = Path.Combine(root, name ?? Default);
            if (File.Exists(Path.Combine(folder, "scene.json")))
                return SceneFile.Load(folder);
        }

        string[] names = Roots().Where(Directory.Exists).SelectMany(Directory.GetDirectories).Select(f => Path.GetFileName(f)!).Distinct().Order().ToArray();
        throw new SceneException(
            $"There is no scene '{name ?? Default}', neither as a path nor in scenes/. " +
            (names.Length > 0 ? $"There: {string.Join(", ", names)}." : "Run the program where the folder scenes/ is, or give the path of a scene's folder."));
    }

    private static string[] Roots() =>
        [Path.Combine(Directory.GetCurrentDirectory(), "scenes"), Path.Combine(AppContext.BaseDirectory, "scenes")];
}
