using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Fovea.Vision.Cards;

namespace Fovea.Training.Data;

/// <summary>The entries of some lists in a JSON file, each with its place, for messages.</summary>
internal sealed class JsonEntries
{
    private readonly Dictionary<string, List<JsonEntry>> _lists;

    private JsonEntries(Dictionary<string, List<JsonEntry>> lists) => _lists = lists;

    /// <summary>Reads the lists of these names in the outermost object; others are passed over.</summary>
    /// <exception cref="DataException">It is no JSON, or a list is missing or holds something else than objects.</exception>
    public static JsonEntries Read(string path, params string[] names)
    {
        byte[] bytes = TextLines.Bytes(path);
        ReadOnlySpan<byte> json = bytes.AsSpan(Utf8Text.MarkLength(bytes));
        var lists = new Dictionary<string, List<JsonEntry>>();
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new DataException($"{path} begins with another thing than an object; one with {List(names)} is expected.");
            int line = 1, counted = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                if (!names.Contains(name))
                {
                    reader.Skip();
                    continue;
                }

                if (reader.TokenType != JsonTokenType.StartArray)
                    throw new DataException($"{path}: '{name}' is no list.");
                lists[name] = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    int start = (int)reader.TokenStartIndex;
                    line += json[counted..start].Count((byte)'\n');
                    counted = start;
                    string where = $"{path}, line {line}, {name}[{lists[name].Count}]";
                    if (reader.TokenType != JsonTokenType.StartObject)
                        throw new DataException($"{where}: an object is expected.");
                    lists[name].Add(new JsonEntry(JsonElement.ParseValue(ref reader), where));
                }
            }
        }
        catch (JsonException e)
        {
            throw new DataException($"{path}, line {e.LineNumber + 1}: this is no JSON. {e.Message.Split(" LineNumber:")[0]}", e);
        }

        string[] missing = names.Where(n => !lists.ContainsKey(n)).ToArray();
        return missing.Length == 0 ? new JsonEntries(lists) : throw new DataException($"{path} lacks {List(missing)}; COCO's file of objects has {List(names)}.");
    }

    /// <summary>The entries of a list.</summary>
    public IReadOnlyList<JsonEntry> Of(string name) => _lists[name];

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
