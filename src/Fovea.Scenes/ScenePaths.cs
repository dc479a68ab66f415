using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fovea.Scenes;

/// <summary>Turns the paths in a scene file into paths on this machine.</summary>
public static class ScenePaths
{
    private const string Package = "npm:";

    /// <summary>Resolves a path of a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="path">A path below the scene's folder, an absolute one, or <c>npm:package/path</c>.</param>
    /// <exception cref="SceneException">The npm package is not installed.</exception>
    public static string Resolve(Scene scene, string path)
    {
        if (!path.StartsWith(Package, StringComparison.Ordinal))
            return Path.GetFullPath(Path.Combine(scene.Folder, path));

        string[] parts = path[Package.Length..].Split('/');
        int name = parts[0].StartsWith('@') ? 2 : 1;
        string package = Path.Combine(parts.Take(name).ToArray());
        string? root = Ancestors(scene.Folder).Concat(Ancestors(Directory.GetCurrentDirectory())).Concat(Ancestors(AppContext.BaseDirectory))
            .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "node_modules", package)));
        return root is not null
            ? Path.Combine([root, "node_modules", .. parts])
            : throw new SceneException(
                $"The scene '{scene.Name}' uses '{path}', but the npm package {package} is not installed. Run 'npm ci --ignore-scripts' in the project's folder.");
    }

    /// <summary>Resolves a source of a scene: paths as in <see cref="Resolve"/>, cameras and ffmpeg's arguments as they stand.</summary>
    /// <inheritdoc cref="Resolve"/>
    public static string ResolveSource(Scene scene, string source) =>
        source.StartsWith("camera:", StringComparison.OrdinalIgnoreCase) || source.StartsWith("ffmpeg:", StringComparison.OrdinalIgnoreCase)
            ? source
            : Resolve(scene, source);

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
