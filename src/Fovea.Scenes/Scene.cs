using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace Fovea.Scenes;

/// <summary>What is in a world, which cameras look at it and which networks watch them: the content of a <c>scene.json</c>.</summary>
/// <remarks>Members with defaults have setters here and in all that a scene holds: generated JSON code gives every init-only member a value.</remarks>
public sealed record Scene
{
    /// <summary>Where editors find the schema of the file.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    /// <summary>The scene's name; output goes to a folder of that name.</summary>
    public required string Name { get; init; }

    /// <summary>What the scene is about, for people.</summary>
    public string Description { get; set; } = "";

    /// <summary>Everything in the scene.</summary>
    public required IReadOnlyList<Entity> Entities { get; init; }

    /// <summary>The folder that the scene was loaded from; relative paths in it start here.</summary>
    [JsonIgnore]
    public string Folder { get; set; } = "";

    /// <summary>All components of one kind, in the order of the file.</summary>
    public IEnumerable<T> Components<T>()
        where T : Component => Entities.SelectMany(e => e.Components).OfType<T>();
}
