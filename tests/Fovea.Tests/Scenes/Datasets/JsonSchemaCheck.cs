using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Fovea.Tests.Scenes.Datasets;

/// <summary>As much of JSON Schema as the schemas of these tests use; another word in a schema is an error, so that nothing goes unchecked.</summary>
internal static class JsonSchemaCheck
{
    public static IReadOnlyList<string> Errors(JsonNode schema, JsonNode? value)
    {
        var errors = new List<string>();
        Check(schema, schema, value, "$", errors);
        return errors;
    }

    private static void Check(JsonNode root, JsonNode schema, JsonNode? value, string where, List<string> errors)
    {
        foreach ((string word, JsonNode? rule) in schema.AsObject())
        {
            switch (word)
            {
                case "$defs" or "$comment" or "$schema" or "title" or "description" or "default":
                    break;
                case "$ref":
                    Check(root, root["$defs"]![rule!.GetValue<string>().Split('/')[^1]]!, value, where, errors);
                    break;
                case "type":
                    Require(Kind(value) == rule!.GetValue<string>() || (Kind(value) == "integer" && rule.GetValue<string>() == "number"), $"is {Kind(value)}, not {rule}");
                    break;
                case "const":
                    Require(JsonNode.DeepEquals(rule, value), $"is {value?.ToJsonString()}, not {rule?.ToJsonString()}");
                    break;
                case "enum":
                    Require(rule!.AsArray().Any(r => JsonNode.DeepEquals(r, value)), $"{value?.ToJsonString()} is none of {rule.ToJsonString()}");
                    break;
                case "pattern":
                    Require(value is JsonValue && Regex.IsMatch(value.ToString(), rule!.GetValue<string>()), $"'{value}' is not as {rule}");
                    break;
                case "minimum":
                    Require(value is JsonValue && value.AsValue().GetValue<double>() >= rule!.GetValue<double>(), $"{value} is less than {rule}");
                    break;
                case "maximum":
                    Require(value is JsonValue && value.AsValue().GetValue<double>() <= rule!.GetValue<double>(), $"{value} is more than {rule}");
                    break;
                case "minItems":
                    Require(value is JsonArray a && a.Count >= rule!.GetValue<int>(), $"has fewer than {rule} items");
                    break;
                case "maxItems":
                    Require(value is JsonArray b && b.Count <= rule!.GetValue<int>(), $"has more than {rule} items");
                    break;
                case "items":
                    for (int i = 0; i < (value as JsonArray)?.Count; i++)
                        Check(root, rule!, value![i], $"{where}[{i}]", errors);
                    break;
                case "required":
                    foreach (JsonNode? name in rule!.AsArray())
                        Require(value is JsonObject o && o.ContainsKey(name!.GetValue<string>()), $"lacks {name}");
                    break;
                case "properties":
                    foreach ((string name, JsonNode? inner) in rule!.AsObject())
                    {
                        if (value is JsonObject o && o.ContainsKey(name))
                            Check(root, inner!, o[name], $"{where}.{name}", errors);
                    }

                    break;
                case "additionalProperties":
                    foreach ((string name, JsonNode? inner) in (value as JsonObject)?.Where(p => schema["properties"]?.AsObject().ContainsKey(p.Key) != true) ?? [])
                    {
                        if (rule is JsonObject)
                            Check(root, rule, inner, $"{where}.{name}", errors);
                        else
                            Require(rule!.GetValue<bool>(), $"has an unknown {name}");
                    }

                    break;
                case "oneOf":
                    int right = rule!.AsArray().Count(r =>
                    {
                        var inner = new List<string>();
                        Check(root, r!, value, where, inner);
                        return inner.Count == 0;
                    });
                    Require(right == 1, $"matches {right} of the forms");
                    break;
                default:
                    throw new NotSupportedException($"The schema's '{word}' is not checked here.");
            }
        }

        void Require(bool ok, string what)
        {
            if (!ok)
                errors.Add($"{where} {what}");
        }
    }

    private static string Kind(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        JsonValue v when v.TryGetValue(out bool _) => "boolean",
        JsonValue v when v.TryGetValue(out string? _) => "string",
        _ => double.IsInteger(value.GetValue<double>()) ? "integer" : "number",
    };
}
