using System;
using System.Text.Json;
using Fovea.Vision.Cards;

namespace Fovea.Scenes.Files;

/// <summary>An object in a file: where a field is read, and where it stands for messages.</summary>
internal readonly record struct FieldLayer(JsonElement Object, ReadOnlyMemory<byte> Json, string File, string Path)
{
    /// <summary>A value inside it.</summary>
    public FieldLayer At(string name) => this with { Object = Object.GetProperty(name), Path = $"{Path}.{name}" };

    /// <summary>An error about the object, or a field of it.</summary>
    public SceneException Error(string? name, string message)
    {
        string path = name is null ? Path : $"{Path}.{name}";
        string line = JsonLines.Find(Json.Span, path) is { } found ? $", line {found}" : "";
        string field = path.TrimStart('$').TrimStart('.');
        return new SceneException($"{File}{line}{(field.Length > 0 ? $", field '{field}'" : "")}: {message}");
    }

    /// <summary>Refuses whatever is no object.</summary>
    public FieldLayer Checked() =>
        Object.ValueKind == JsonValueKind.Object ? this : throw Error(null, $"an object {{...}} was expected, not {JsonFields.Kind(Object)}.");
}
