using System;
using System.IO;
using System.Linq;
using Fovea.Scenes.Files;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes;

/// <summary>Reads scene files.</summary>
public static class SceneFile
{
    /// <summary>Loads a scene.</summary>
    /// <param name="path">The file, or the folder that holds a <c>scene.json</c>.</param>
    /// <exception cref="SceneException">It is missing or no scene; the message names file, line and field.</exception>
    public static Scene Load(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, "scene.json") : path;
        if (!File.Exists(file))
        {
            throw new SceneException(
                $"There is no scene '{path}' (looked for {Path.GetFullPath(file)}). A scene is a folder with a scene.json, as scenes/faces.");
        }

        Scene scene = new SceneReader(SceneText.Read(file), Path.GetDirectoryName(Path.GetFullPath(file))!).Read();
        scene.Sources.Add(Path.GetFileName(file), file);
        CheckNames(scene, file);
        scene = scene with { Models = new ModelLibrary(scene) };
        // What a component names must be there when the scene is loaded, not an hour into a dataset.
        foreach (ComponentDefinition component in scene.Entities.Concat(scene.Prefabs.Values).SelectMany(e => e.All).SelectMany(e => e.Components))
            component.Sample.Check(scene, component.Error);
        return scene;
    }

    private static void CheckNames(Scene scene, string file)
    {
        if (scene.Name.Length == 0 || scene.Name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            throw new SceneException($"{file}: 'name' is '{scene.Name}', which cannot name a folder. Use letters, digits and dashes.");
        foreach (IGrouping<string, SceneClass> same in scene.Classes.GroupBy(c => c.Name).Where(g => g.Count() > 1))
            throw new SceneException($"{file}: the class '{same.Key}' is in 'classes' twice.");
        foreach (IGrouping<byte, SceneClass> same in scene.Classes.GroupBy(c => c.Id).Where(g => g.Count() > 1))
            throw new SceneException($"{file}: the classes {string.Join(" and ", same.Select(c => $"'{c.Name}'"))} have the same id {same.Key}.");
    }
}
