using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Fovea.Vision.Cards;

/// <summary>The fields of a JSON object that a person wrote: what is missing, unknown or of another kind is told with file, line and field.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement _object;
    private readonly ReadOnlyMemory<byte> _json;
    private readonly string _source;
    private readonly string _path;
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    private JsonFields(JsonElement element, ReadOnlyMemory<byte> json, string source, string path)
    {
        (_object, _json, _source, _path) = (element, json, source, path);
        if (element.ValueKind != JsonValueKind.Object)
            throw ErrorAt(path, $"an object {{...}} was expected, not {Kind(element)}");
    }

    /// <summary>Parses a text; comments and trailing commas are allowed.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            string message = e.Message;
            int position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            throw new CardException($"{source}, line {(e.LineNumber ?? 0) + 1}: {(position > 0 ? message.Substring(0, position) : message)}", e);
        }
    }

    public static JsonFields Root(JsonDocument document, ReadOnlyMemory<byte> json, string source) => new(document.RootElement, json, source, "$");

    /// <summary>Whether the field is there.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Lets a field be there that nobody reads.</summary>
    public void Skip(string name) => _known.Add(name);

    public bool IsText(string name) => Find(name) is { ValueKind: JsonValueKind.String };

    public string Text(string name, string otherwise) => Find(name) is not { } value
        ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Error(name, $"a text was expected, not {Kind(value)}");

    public bool Flag(string name, bool otherwise) => Find(name) is not { } value
        ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Error(name, $"true or false was expected, not {Kind(value)}");

    public double? Number(string name, double least, double most)
    {
        if (Find(name) is not { } value)
            return null;
        double number = Number(value, name);
        return number >= least && number <= most
            ? number
            : throw Error(name, FormattableString.Invariant($"a number from {least} to {most} was expected, not {number}"));
    }

    public long? Whole(string name, long least, long most)
    {
        if (Number(name, least, most) is not { } number)
            return null;
        return number == Math.Floor(number) ? (long)number : throw Error(name, FormattableString.Invariant($"a whole number was expected, not {number}"));
    }

    /// <summary>A list of numbers; a single number is a list of one.</summary>
    public float[]? Numbers(string name) => Find(name) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => (float)Number(item, name)).ToArray() : new[] { (float)Number(value, name) };

    public string[]? Texts(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw Error(name, $"a list of texts was expected, not {Kind(value)}");
        return value.EnumerateArray().Select((item, i) => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw ErrorAt($"{_path}.{name}[{i}]", $"a text was expected, not {Kind(item)}")).ToArray();
    }

    /// <summary>One of some words; it must be there.</summary>
    public string Choice(string name, IReadOnlyList<string> choices)
    {
        string found = Find(name) is null ? throw Error(name, $"missing; it is one of {string.Join(", ", choices)}") : Text(name, "");
        return choices.Contains(found) ? found : throw Error(name, $"one of {string.Join(", ", choices)} was expected, not '{found}'");
    }

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum => Has(name) ? (T)Enum.Parse(typeof(T), Choice(name, Enum.GetNames(typeof(T)))) : otherwise;

    public JsonFields? Object(string name) => Find(name) is { } value ? new JsonFields(value, _json, _source, $"{_path}.{name}") : null;

    /// <summary>All fields, whatever they are called: numbers, texts, truth values, lists of numbers and lists of those.</summary>
    public IReadOnlyDictionary<string, object> Values()
    {
        var values = new Dictionary<string, object>();
        foreach (JsonProperty field in _object.EnumerateObject())
        {
            if (!values.TryAdd(field.Name, Value(field.Name, field.Value)))
                throw Error(field.Name, "it is there twice");
        }

        return values;
    }

    /// <summary>Refuses fields that nobody asked for.</summary>
    public void End()
    {
        foreach (JsonProperty field in _object.EnumerateObject())
        {
            if (!_known.Contains(field.Name))
                throw Error(field.Name, $"there is no such field; there is {string.Join(", ", _known)}");
        }
    }

    /// <summary>An error about a field.</summary>
    public CardException Error(string name, string message) => ErrorAt($"{_path}.{name}", message);

    /// <summary>What a value is, for messages.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the text '{value.GetString()}'",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    private CardException ErrorAt(string path, string message)
    {
        string line = JsonLines.Find(_json.Span, path) is { } found ? $", line {found.ToString(CultureInfo.InvariantCulture)}" : "";
        string field = path.TrimStart('$').TrimStart('.');
        return new CardException($"{_source}{line}{(field.Length > 0 ? $", field '{field}'" : "")}: {message}.");
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return _object.TryGetProperty(name, out JsonElement value) ? value : null;
    }

    private double Number(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Error(name, $"a number was expected, not {Kind(value)}");

    private object Value(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Array =>
            value.EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Array
                ? row.EnumerateArray().Select(item => Number(item, name)).ToArray()
                : throw Error(name, $"a list of numbers was expected in each place, not {Kind(row)}")).ToArray(),
        JsonValueKind.Array => value.EnumerateArray().Select(item => Number(item, name)).ToArray(),
        _ => throw Error(name, $"a number, a text, true, false or a list of numbers was expected, not {Kind(value)}"),
    };
}
