using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fovea.Vision.Cards;

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

        byte[] bytes = File.ReadAllBytes(file);
        try
        {
            Scene scene = JsonSerializer.Deserialize(bytes, SceneJson.Default.Scene)
                ?? throw new SceneException($"{file} holds null; a scene is an object with 'name' and 'entities'.");
            return Checked(scene, file) with { Folder = Path.GetDirectoryName(Path.GetFullPath(file))! };
        }
        catch (JsonException e)
        {
            throw new SceneException(Describe(file, bytes, e), e);
        }
        catch (NotSupportedException e)
        {
            throw new SceneException($"{file}: a component lacks its 'type' as first field. {Kinds()}", e);
        }
    }

    private static Scene Checked(Scene scene, string file)
    {
        if (scene.Name.Length == 0 || scene.Name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            throw new SceneException($"{file}: 'name' is '{scene.Name}', which cannot name a folder. Use letters, digits and dashes.");
        foreach (VisionCamera camera in scene.Components<VisionCamera>())
        {
            if (camera.Rate is <= 0)
                throw new SceneException($"{file}: a VisionCamera's rate is {camera.Rate}; it is a number of frames a second, more than 0.");
        }

        return scene;
    }

    // The serializer's messages speak of .NET types; a person wants file, line and field.
    private static string Describe(string file, byte[] json, JsonException e)
    {
        long line = JsonLines.Find(json, e.Path ?? "$") ?? (e.LineNumber ?? 0) + 1;
        string where = $"{file}, line {line}, field '{(e.Path ?? "$").TrimStart('$').TrimStart('.')}'";
        string message = e.Message;
        if (message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            string field = Between(message, "JSON property '", "'"), type = Between(message, "contained in type '", "'");
            return $"{where}: there is no field '{field}' in {type.Split('.').Last()}. Its fields: {Fields(type)}.";
        }

        if (message.Contains("missing required properties", StringComparison.Ordinal))
            return $"{where}: {Between(message, "JSON deserialization for type '", "'").Split('.').Last()} lacks {After(message, "including: ")}";
        if (message.Contains("type discriminator", StringComparison.Ordinal))
            return $"{where}: unknown component type. {Kinds()}";
        if (message.Contains("could not be converted to", StringComparison.Ordinal))
            return $"{where}: a value of another type was expected here: {Expected(After(message, "could not be converted to ").Split(' ')[0].TrimEnd('.'), e.Path)}.";
        return $"{where}: {message.Split(" Path:")[0].Split(" LineNumber:")[0]}";
    }

    private static string Kinds() => "Components: " + string.Join(", ", SceneJson.Default.Component.PolymorphismOptions!.DerivedTypes.Select(t => t.TypeDiscriminator)) + ".";

    private static string Fields(string type)
    {
        JsonTypeInfo? info = FindType(type) is { } found ? SceneJson.Default.GetTypeInfo(found) : null;
        return info is null ? "see the schema" : string.Join(", ", info.Properties.Select(p => p.Name));
    }

    private static Type? FindType(string name) => typeof(Scene).Assembly.GetType(name);

    // For constructor parameters the serializer names the type they belong to; the path's last part tells which one it is.
    private static string Expected(string type, string? path)
    {
        string field = path?.Split('.').Last() ?? "";
        JsonPropertyInfo? property = FindType(type) is { } owner
            ? SceneJson.Default.GetTypeInfo(owner)?.Properties.FirstOrDefault(p => p.Name == field)
            : null;
        return TypeName(property?.PropertyType.FullName ?? type);
    }

    private static string TypeName(string type) => type switch
    {
        "System.String" => "a text",
        "System.Int32" => "a whole number",
        "System.Single" or "System.Double" => "a number",
        "System.Boolean" => "true or false",
        _ when type.StartsWith("System.Nullable", StringComparison.Ordinal) => TypeName(Between(type.Replace("[[", "[", StringComparison.Ordinal) + "]", "[", "]").Split(',')[0]),
        _ when type.Contains("List", StringComparison.Ordinal) => "a list [...]",
        _ when FindType(type) is { IsEnum: true } found => "one of " + string.Join(", ", Enum.GetNames(found)),
        _ => "an object {...}",
    };

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        if (from < 0)
            return "?";
        from += start.Length;
        int to = text.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }

    private static string After(string text, string start)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        return from < 0 ? "?" : text[(from + start.Length)..];
    }
}
