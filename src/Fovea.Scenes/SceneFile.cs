using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fovea.Scenes.Components;
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
        var models = new ModelLibrary(scene);
        foreach (EntityDefinition entity in scene.Entities.Concat(scene.Prefabs.Values).SelectMany(e => e.All))
        {
            foreach (ComponentDefinition component in entity.Components)
                CheckUses(scene, models, component);
        }

        return scene with { Models = models };
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

    // What a component names must be there when the scene is loaded, not an hour into a dataset.
    private static void CheckUses(Scene scene, ModelLibrary models, ComponentDefinition component)
    {
        component.Sample.Check(scene, component.Error);
        switch (component.Sample)
        {
            case LabelComponent label when scene.ClassOf(label.Class) is null:
                throw component.Error("class", NoClass(scene, label.Class));
            case LabelComponent { Keypoints.Count: > 0 } label when scene.ClassOf(label.Class) is { } found && found.Keypoints.Count != label.Keypoints.Count:
                throw component.Error("keypoints", $"{label.Keypoints.Count} points are given, but the class '{found.Name}' names {found.Keypoints.Count}.");
            case SkyComponent { Class: { } sky } when scene.ClassOf(sky) is null:
                throw component.Error("class", NoClass(scene, sky));
            case MeshRendererComponent renderer:
                Check(component, "mesh", () => models.Check(renderer.Mesh, renderer.Parameters));
                if (renderer.Texture is { } texture)
                    Check(component, "texture", () => models.FindTexture(texture));
                break;
        }
    }

    private static void Check(ComponentDefinition component, string field, Action check)
    {
        try
        {
            check();
        }
        catch (SceneException e)
        {
            throw component.Error(field, e.Message);
        }
    }

    private static string NoClass(Scene scene, string name) => scene.Classes.Count == 0
        ? $"the scene lists no 'classes', so there is none '{name}'."
        : $"there is no class '{name}'. The scene's classes: {string.Join(", ", scene.Classes.Select(c => c.Name))}.";
}
