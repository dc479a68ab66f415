using System;
using System.Text.Json;

namespace Fovea.Scenes.Gltf;

/// <summary>A value in a glTF file's JSON, which knows where it is, so that every error can say so.</summary>
internal readonly struct GltfValue
{
    private readonly string _file;

    public GltfValue(string file, string path, JsonElement json) => (_file, Path, Json) = (file, path, json);

    /// <summary>Where it is, as <c>accessors[3].count</c>.</summary>
    public string Path { get; }

    public JsonElement Json { get; }

    /// <summary>An error that names the file and this place.</summary>
    public SceneException Error(string what) => new($"{_file}, {(Path.Length == 0 ? "the JSON" : Path)}: {what}");

    /// <summary>A field, or null where there is none.</summary>
    public GltfValue? Find(string name)
    {
        if (Json.ValueKind != JsonValueKind.Object)
            throw Error("an object {...} was expected here. Export the file again, or check it with a glTF validator.");
        return Json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? new GltfValue(_file, At(name), value) : null;
    }

    /// <summary>A field that must be there.</summary>
    public GltfValue Need(string name) =>
        Find(name) ?? throw Error($"the field '{name}' is missing. Export the file again, or check it with a glTF validator.");

    /// <summary>The items of a list; none where there is no such field.</summary>
    public GltfValue[] Items(string name)
    {
        if (Find(name) is not { } list)
            return [];
        if (list.Json.ValueKind != JsonValueKind.Array)
            throw list.Error("a list [...] was expected here.");
        var items = new GltfValue[list.Json.GetArrayLength()];
        int i = 0;
        foreach (JsonElement item in list.Json.EnumerateArray())
        {
            items[i] = new GltfValue(_file, $"{list.Path}[{i}]", item);
            i++;
        }

        return items;
    }

    /// <summary>A whole number of 0 to <paramref name="most"/>; where there is no such field <paramref name="other"/>, or an error where that is null.</summary>
    public long Whole(string name, long most, long? other = null)
    {
        GltfValue? field = other is null ? Need(name) : Find(name);
        return field?.AsWhole(most) ?? other!.Value;
    }

    /// <summary>This as a whole number of 0 to <paramref name="most"/>.</summary>
    public long AsWhole(long most)
    {
        if (Json.ValueKind != JsonValueKind.Number || !Json.TryGetDouble(out double value) || value != Math.Floor(value))
            throw Error($"a whole number was expected here, not {Text(Json)}.");
        return value >= 0 && value <= most ? (long)value : throw Error($"{Text(Json)} is out of its range of 0 to {most}.");
    }

    /// <summary>An index into a list of the file, or -1 where there is no such field.</summary>
    public int Index(string name, int count, string list)
    {
        if (Find(name) is not { } field)
            return -1;
        return field.AsIndex(count, list);
    }

    /// <summary>This as an index into a list of the file.</summary>
    public int AsIndex(int count, string list)
    {
        long index = AsWhole(int.MaxValue);
        return index < count ? (int)index : throw Error($"it points at {list}[{index}], but the file has {count} of {list}. The file is damaged; export it again.");
    }

    /// <summary>A finite number.</summary>
    public float Number(string name, float other) => Find(name) is { } field ? field.AsNumber() : other;

    /// <summary>A list of so many finite numbers, or null where there is no such field.</summary>
    public float[]? Numbers(string name, int count)
    {
        if (Find(name) is null)
            return null;
        GltfValue[] items = Items(name);
        return items.Length == count
            ? Array.ConvertAll(items, i => i.AsNumber())
            : throw Need(name).Error($"{count} numbers were expected here, not {items.Length}.");
    }

    /// <summary>A text, or null where there is no such field.</summary>
    public string? Words(string name)
    {
        if (Find(name) is not { } field)
            return null;
        return field.Json.ValueKind == JsonValueKind.String ? field.AsText() : throw field.Error($"a text was expected here, not {Text(field.Json)}.");
    }

    /// <summary>True or false; false where there is no such field.</summary>
    public bool Flag(string name) => Find(name) is { } field && field.Json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw field.Error($"true or false was expected here, not {Text(field.Json)}."),
    };

    /// <summary>This as a text.</summary>
    public string AsText()
    {
        try
        {
            return Json.ValueKind == JsonValueKind.String ? Json.GetString()! : throw Error($"a text was expected here, not {Text(Json)}.");
        }
        catch (InvalidOperationException e)
        {
            throw new SceneException($"{_file}, {Path}: the text is not well-formed Unicode. {e.Message}", e);
        }
    }

    private float AsNumber() =>
        Json.ValueKind == JsonValueKind.Number && Json.TryGetSingle(out float value) && float.IsFinite(value)
            ? value
            : throw Error($"a number was expected here, not {Text(Json)}.");

    private string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private static string Text(JsonElement json)
    {
        string text = json.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "...";
    }
}
