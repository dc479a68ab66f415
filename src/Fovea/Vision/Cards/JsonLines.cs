using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Fovea.Vision.Cards;

/// <summary>Finds the line on which a field of a JSON text stands; the serializer tells how far it had read, which may be lines later.</summary>
internal static class JsonLines
{
    /// <summary>The line, from 1, of the value at a path as <c>$.entities[1].name</c>, or of the deepest part of it that is there.</summary>
    public static long? Find(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var open = new Stack<(string Path, int Index)>();
        string? property = null;
        (int Length, long At) best = (0, 0);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    open.Pop();
                    continue;
                }

                string at = Here(open, property);
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    property = reader.GetString();
                    at = Here(open, property);
                }
                else
                {
                    if (property is null && open.TryPop(out (string Path, int Index) list))
                        open.Push((list.Path, list.Index + 1));
                    property = null;
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                        open.Push((at, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                }

                if (at.Length > best.Length && IsPartOf(at, path))
                    best = (at.Length, reader.TokenStartIndex);
            }
        }
        catch (JsonException)
        {
            // Broken further on: what was found until there stands.
        }

        return best.Length == 0 ? null : Utf8Text.LineOf(json, (int)best.At);
    }

    private static string Here(Stack<(string Path, int Index)> open, string? property) => !open.TryPeek(out (string Path, int Index) at)
        ? "$"
        : property is not null ? $"{at.Path}.{property}" : at.Index >= 0 ? $"{at.Path}[{at.Index}]" : at.Path;

    private static bool IsPartOf(string at, string path) =>
        path.StartsWith(at, StringComparison.Ordinal) && (path.Length == at.Length || path[at.Length] is '.' or '[');
}
