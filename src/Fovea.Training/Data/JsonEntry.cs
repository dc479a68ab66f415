using System.Linq;
using System.Text.Json;

namespace Fovea.Training.Data;

/// <summary>An object in a JSON list.</summary>
/// <param name="Value">The object.</param>
/// <param name="Where">File, line and place in its list.</param>
internal sealed record JsonEntry(JsonElement Value, string Where)
{
    public long Integer(string field) =>
        Value.TryGetProperty(field, out JsonElement v) && v.ValueKind == JsonValueKind.Number && v.TryGetInt64(out long number) ? number : throw Lacks(field, "a whole number");

    public string Text(string field) =>
        Value.TryGetProperty(field, out JsonElement v) && v.ValueKind == JsonValueKind.String ? v.GetString()! : throw Lacks(field, "a text");

    public double[] Numbers(string field, int count) =>
        Value.TryGetProperty(field, out JsonElement v) && v.ValueKind == JsonValueKind.Array && v.GetArrayLength() == count
            && v.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number)
            ? v.EnumerateArray().Select(e => e.GetDouble()).ToArray()
            : throw Lacks(field, $"a list of {count} numbers");

    public double? NumberOrNone(string field) => !Value.TryGetProperty(field, out JsonElement v) || v.ValueKind == JsonValueKind.Null ? null
        : v.ValueKind == JsonValueKind.Number ? v.GetDouble() : throw Lacks(field, "a number");

    public DataException Wrong(string what) => new($"{Where}: {what}.");

    private DataException Lacks(string field, string kind) => Wrong($"'{field}' is expected to be {kind}");
}
