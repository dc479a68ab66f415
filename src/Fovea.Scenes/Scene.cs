using System;
using System.Collections.Generic;
using System.Linq;
using Fovea.Scenes.Components;
using Fovea.Scenes.Labels;
using Fovea.Scenes.Worlds;

namespace Fovea.Scenes;

/// <summary>What is in a world, which cameras look at it, which networks watch them and what may vary: the content of a <c>scene.json</c>.</summary>
public sealed record Scene
{
    /// <summary>The scene's name; output goes to a folder of that name.</summary>
    public required string Name { get; init; }

    /// <summary>What the scene is about, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>The seconds of a step of what moves.</summary>
    public float TimeStep { get; init; } = 1f / 30;

    /// <summary>How many steps an episode makes before its picture is taken.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>The classes of its labels, by growing number.</summary>
    public IReadOnlyList<SceneClass> Classes { get; init; } = Array.Empty<SceneClass>();

    /// <summary>Entities to be made many times or later, by name.</summary>
    public IReadOnlyDictionary<string, EntityDefinition> Prefabs { get; init; } = new Dictionary<string, EntityDefinition>();

    /// <summary>Everything in the scene, as trees.</summary>
    public required IReadOnlyList<EntityDefinition> Entities { get; init; }

    /// <summary>The folder that the scene was loaded from; relative paths in it start here.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The models and textures of a scene that was loaded from a file; null for one that code has made.</summary>
    public ModelLibrary? Models { get; init; }

    /// <summary>The files that it was made of; none for a scene that code has made.</summary>
    internal SceneSources Sources { get; init; } = new();

    /// <summary>Samples of all components of one kind, in the order of the file.</summary>
    public IEnumerable<T> Components<T>()
        where T : Component => Entities.SelectMany(e => e.All).SelectMany(e => e.Samples<T>());

    /// <summary>The class of a name; null where there is none.</summary>
    public SceneClass? ClassOf(string name) => Classes.FirstOrDefault(c => c.Name == name);

    /// <summary>The class of a name that a component gives.</summary>
    /// <exception cref="SceneException">There is none.</exception>
    internal SceneClass CheckedClass(string name, Func<string, SceneException> error) => ClassOf(name) ?? throw error(Classes.Count == 0
        ? $"the scene lists no 'classes', so there is none '{name}'."
        : $"there is no class '{name}'. The scene's classes: {string.Join(", ", Classes.Select(c => c.Name))}.");
}
