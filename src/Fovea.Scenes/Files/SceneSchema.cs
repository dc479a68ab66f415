using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fovea.Scenes.Components;
using Fovea.Scenes.Meshes.Catalog;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Files;

/// <summary>The JSON schema of scene files, made from what components say of their fields.</summary>
public static class SceneSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema, as the text of <c>scenes/scene.schema.json</c>, with whatever components and meshes the program has added.</summary>
    public static string Text() => Text(ComponentRegistry.Names, ModelCatalog.Kinds);

    /// <summary>The schema with some components and meshes only.</summary>
    internal static string Text(IReadOnlyCollection<string> components, IEnumerable<ModelKind> meshes)
    {
        var root = new SchemaFields();
        SceneReader.Head(root, "");
        root.Add("prefabs", new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = Reference("prefab"),
            ["description"] = "Entities to be made many times, by name.",
        });
        root.Add("entities", new JsonObject { ["type"] = "array", ["items"] = Reference("entity"), ["description"] = "Everything in the scene." }, required: true);

        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Fovea scene",
            ["description"] = "What is in a world, which cameras look at it, which networks watch them and what may vary. Metres, degrees, seconds; "
                + "right-handed: x to the right, y up, z to the back, what has a front looks along -z. Colours are sRGB-encoded.",
        };
        foreach (KeyValuePair<string, JsonNode?> property in root.ToObject())
            schema[property.Key] = property.Value!.DeepClone();
        schema["$defs"] = Definitions(components, meshes);
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Definitions(IReadOnlyCollection<string> components, IEnumerable<ModelKind> meshes)
    {
        JsonObject definitions = new()
        {
            ["entity"] = Entity(nameRequired: true),
            ["prefab"] = Entity(nameRequired: false),
            ["component"] = new JsonObject { ["oneOf"] = new JsonArray(components.Select(n => (JsonNode)Reference(n)).ToArray()) },
            ["point"] = NumberList(3),
            ["vector"] = new JsonObject { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "number" }, NumberList(3)) },
            ["color"] = Color(),
            ["sampler"] = Sampler(),
            ["mesh"] = new JsonObject
            {
                ["description"] = "Meshes that are made by name: " + string.Join("; ", meshes.Select(Describe)) + ".",
            },
        };
        foreach (string name in components)
            definitions[name] = Component(name);
        return definitions;
    }

    private static JsonObject Component(string name)
    {
        var fields = new SchemaFields();
        fields.Add("type", new JsonObject { ["const"] = name }, required: true);
        ComponentRegistry.TryMake(name)!.Visit(fields);
        // What a component must have may stand in the prefab that it lies over: the reader knows, a schema does not.
        fields.RequireOnly("type");
        return fields.ToObject(ComponentRegistry.MeaningOf(name));
    }

    private static JsonObject Entity(bool nameRequired)
    {
        var fields = new SchemaFields();
        fields.Add("name", new JsonObject { ["type"] = "string", ["description"] = "The entity's name." }, nameRequired);
        fields.Add("parent", new JsonObject { ["type"] = "string", ["description"] = "The name of the entity that it moves with." });
        fields.Add("prefab", new JsonObject { ["type"] = "string", ["description"] = "What it is made of: a prefab of the scene, or the path of a .json file. Fields that stand here lie over the prefab's." });
        PrefabReader.Head(fields, "");
        fields.Add("components", new JsonObject { ["type"] = "array", ["items"] = Reference("component"), ["description"] = "What it is; over a prefab's, component by component of the same type." });
        fields.Add("children", new JsonObject { ["type"] = "array", ["items"] = Reference("entity"), ["description"] = "Entities that move with it." });
        return fields.ToObject();
    }

    private static JsonObject Color() => new()
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = "^#[0-9a-fA-F]{6}$" },
            new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 },
                ["minItems"] = 3,
                ["maxItems"] = 3,
            }),
    };

    private static JsonObject Sampler()
    {
        JsonArray forms = [new JsonObject { ["type"] = "number", ["description"] = "Always this number." }, NumberList(2)];
        foreach (string name in SamplerRegistry.Names)
        {
            JsonObject properties = new() { [name] = NumberList(null) };
            if (name == "choice")
                properties["weights"] = NumberList(null);
            forms.Add(new JsonObject { ["type"] = "object", ["required"] = new JsonArray(name), ["additionalProperties"] = false, ["properties"] = properties });
        }

        return new JsonObject
        {
            ["description"] = "Where a random number comes from: a number, [least, most], or a distribution: normal [mean, deviation, cut], logUniform [least, most], choice [...] with weights [...], curve [x0, y0, x1, y1, ...].",
            ["oneOf"] = forms,
        };
    }

    private static string Describe(ModelKind kind) =>
        kind.Parameters.Count == 0 ? kind.Name : $"{kind.Name} ({string.Join(", ", kind.Parameters.Select(p => p.Name))})";

    private static JsonObject NumberList(int? count)
    {
        JsonObject list = new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" } };
        if (count is { } exactly)
            (list["minItems"], list["maxItems"]) = (exactly, exactly);
        return list;
    }

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };
}
