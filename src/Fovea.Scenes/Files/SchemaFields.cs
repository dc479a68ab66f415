using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text.Json.Nodes;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Files;

/// <summary>Writes down which fields somebody names: the properties of a JSON schema.</summary>
internal sealed class SchemaFields : Fields
{
    private readonly JsonArray _required = [];

    /// <summary>The properties so far.</summary>
    public JsonObject Properties { get; } = [];

    /// <summary>The schema of an object with these fields.</summary>
    public JsonObject ToObject(string? description = null)
    {
        JsonObject schema = [];
        if (description is not null)
            schema["description"] = description;
        schema["type"] = "object";
        if (_required.Count > 0)
            schema["required"] = _required.DeepClone();
        schema["additionalProperties"] = false;
        schema["properties"] = Properties.DeepClone();
        return schema;
    }

    /// <summary>A field of any schema.</summary>
    public void Add(string name, JsonObject schema, bool required = false)
    {
        Properties[name] = schema;
        if (required)
            _required.Add(name);
    }

    /// <summary>Lets all fields but one be left out.</summary>
    public void RequireOnly(string name)
    {
        _required.Clear();
        _required.Add(name);
    }

    public override double Number(string name, double otherwise, string meaning, double least, double most)
    {
        Add(name, Ranged("number", otherwise, meaning, least, most));
        return otherwise;
    }

    public override double? NumberOrNone(string name, double? otherwise, string meaning, double least, double most)
    {
        Add(name, Ranged("number", otherwise, meaning, least, most));
        return otherwise;
    }

    public override long Whole(string name, long otherwise, string meaning, long least, long most)
    {
        Add(name, Ranged("integer", otherwise, meaning, least == int.MinValue ? double.NegativeInfinity : least, most == int.MaxValue ? double.PositiveInfinity : most));
        return otherwise;
    }

    public override bool Flag(string name, bool otherwise, string meaning)
    {
        Add(name, new JsonObject { ["type"] = "boolean", ["default"] = otherwise, ["description"] = meaning });
        return otherwise;
    }

    public override string Text(string name, string? otherwise, string meaning)
    {
        Add(name, TextSchema(otherwise, meaning), required: otherwise is null);
        return otherwise ?? "";
    }

    public override string? TextOrNone(string name, string? otherwise, string meaning)
    {
        Add(name, TextSchema(otherwise, meaning));
        return otherwise;
    }

    public override IReadOnlyList<string> Texts(string name, IReadOnlyList<string> otherwise, string meaning)
    {
        Add(name, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = meaning });
        return otherwise;
    }

    public override T Choice<T>(string name, T otherwise, string meaning)
    {
        Add(name, new JsonObject
        {
            ["enum"] = new JsonArray(Enum.GetNames<T>().Select(n => (JsonNode)EnumNames.InFiles(n)).ToArray()),
            ["default"] = EnumNames.InFiles(otherwise.ToString()),
            ["description"] = meaning,
        });
        return otherwise;
    }

    public override Vector3 Vector(string name, Vector3 otherwise, string meaning)
    {
        Add(name, Reference("vector", meaning, Numbers(otherwise.X, otherwise.Y, otherwise.Z)));
        return otherwise;
    }

    public override Vector2 Pair(string name, Vector2 otherwise, string meaning)
    {
        JsonObject schema = new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" }, ["minItems"] = 2, ["maxItems"] = 2 };
        schema["default"] = Numbers(otherwise.X, otherwise.Y);
        schema["description"] = meaning;
        Add(name, schema);
        return otherwise;
    }

    public override Vector3 Color(string name, Vector3 otherwise, string meaning)
    {
        Add(name, Reference("color", meaning, Numbers(otherwise.X, otherwise.Y, otherwise.Z)));
        return otherwise;
    }

    public override Vector3? ColorOrNone(string name, Vector3? otherwise, string meaning)
    {
        Add(name, Reference("color", meaning, otherwise is { } c ? Numbers(c.X, c.Y, c.Z) : null));
        return otherwise;
    }

    public override IReadOnlyList<Vector3> Colors(string name, IReadOnlyList<Vector3> otherwise, string meaning)
    {
        Add(name, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/$defs/color" }, ["description"] = meaning });
        return otherwise;
    }

    public override IReadOnlyList<Vector3> Points(string name, IReadOnlyList<Vector3> otherwise, string meaning)
    {
        Add(name, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/$defs/point" }, ["description"] = meaning });
        return otherwise;
    }

    public override IReadOnlyList<double> Numbers(string name, IReadOnlyList<double> otherwise, string meaning)
    {
        Add(name, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" }, ["description"] = meaning });
        return otherwise;
    }

    public override Sampler? Sampler(string name, string meaning)
    {
        Add(name, Reference("sampler", meaning, null));
        return null;
    }

    public override IReadOnlyList<T> List<T>(string name, string meaning, Func<Fields, T> read)
    {
        var inner = new SchemaFields();
        read(inner);
        Add(name, new JsonObject { ["type"] = "array", ["items"] = inner.ToObject(), ["description"] = meaning });
        return [];
    }

    public override IReadOnlyDictionary<string, object> Values(string name, string meaning)
    {
        Add(name, new JsonObject { ["type"] = "object", ["description"] = meaning });
        return new Dictionary<string, object>();
    }

    public override SceneException Error(string name, string message) => new($"{name}: {message}");

    private static JsonArray Numbers(params float[] numbers) => new(numbers.Select(n => (JsonNode)Plain(n)).ToArray());

    // 0.1f is not to become 0.10000000149.
    private static decimal Plain(double number) => (decimal)(float)number;

    private static JsonObject Reference(string definition, string meaning, JsonArray? otherwise)
    {
        JsonObject schema = new() { ["$ref"] = $"#/$defs/{definition}" };
        if (otherwise is not null)
            schema["default"] = otherwise;
        schema["description"] = meaning;
        return schema;
    }

    private static JsonObject TextSchema(string? otherwise, string meaning)
    {
        JsonObject schema = new() { ["type"] = "string" };
        if (otherwise is { Length: > 0 })
            schema["default"] = otherwise;
        schema["description"] = meaning;
        return schema;
    }

    private static JsonObject Ranged(string type, double? otherwise, string meaning, double least, double most)
    {
        JsonObject schema = new() { ["type"] = type };
        if (!double.IsInfinity(least))
            schema["minimum"] = Plain(least);
        if (!double.IsInfinity(most))
            schema["maximum"] = Plain(most);
        if (otherwise is { } value)
            schema["default"] = Plain(value);
        schema["description"] = meaning;
        return schema;
    }
}
