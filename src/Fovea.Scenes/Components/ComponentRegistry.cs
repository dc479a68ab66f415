using System;
using System.Collections.Generic;

namespace Fovea.Scenes.Components;

/// <summary>The components of scene files by the name of their type, open to those of users: a further one is its file and one line.</summary>
public static class ComponentRegistry
{
    private static readonly SortedDictionary<string, (Func<Component> Make, string Meaning)> All = new(StringComparer.Ordinal);

    static ComponentRegistry()
    {
        Add<PictureSourceComponent>("PictureSource", "A world that is a picture: photos, a video or a camera.");
        Add<VisionCameraComponent>("VisionCamera", "A network that watches what the scene shows. A scene may have several.");
        Add<MeshRendererComponent>("MeshRenderer", "Draws a mesh: one that is made by name, or a glTF file.");
        Add<LightComponent>("Light", "A lamp: light from a point, in all directions or in a cone.");
        Add<CameraComponent>("Camera", "Looks at the scene along its entity's -z and makes pictures.");
        Add<SkyComponent>("Sky", "Sun, sky, air and weather.");
        Add<LabelComponent>("Label", "Says what the entity, with all below it, is: its class in the labels.");
    }

    /// <summary>The names of all types, sorted.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Adds a type of components, or replaces one.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="name">What files call it.</param>
    /// <param name="meaning">What it does, for the schema.</param>
    public static void Add<T>(string name, string meaning)
        where T : Component, new() => All[name] = (static () => new T(), meaning);

    /// <summary>Makes a component, with its fields as they are by default.</summary>
    /// <param name="name">What files call its type.</param>
    /// <returns>The component; null where there is no such type.</returns>
    public static Component? TryMake(string name) => All.TryGetValue(name, out (Func<Component> Make, string Meaning) found) ? found.Make() : null;

    /// <summary>What a type of components does.</summary>
    internal static string MeaningOf(string name) => All[name].Meaning;
}
