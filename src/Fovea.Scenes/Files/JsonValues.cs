using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Fovea.Vision.Cards;

namespace Fovea.Scenes.Files;

/// <summary>Values of a layer's fields, each of the kind that is asked for.</summary>
internal static class JsonValues
{
    public static double Number(FieldLayer layer, string name) => Number(layer, name, layer.Object.GetProperty(name));

    public static string Text(FieldLayer layer, string name)
    {
        JsonElement value = layer.Object.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw layer.Error(name, $"a text was expected, not {JsonFields.Kind(value)}.");
    }

    public static IEnumerable<JsonElement> Items(FieldLayer layer, string name, string what)
    {
        JsonElement value = layer.Object.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw layer.Error(name, $"a list of {what} was expected, not {JsonFields.Kind(value)}.");
    }

    public static double[] Numbers(FieldLayer layer, string name, int? count)
    {
        double[] numbers = Items(layer, name, "numbers").Select((item, i) => Number(layer, $"{name}[{i}]", item)).ToArray();
        return count is null || numbers.Length == count ? numbers : throw layer.Error(name, $"{count} numbers were expected, not {numbers.Length}.");
    }

    public static Vector3 Point(FieldLayer point)
    {
        if (point.Object.ValueKind != JsonValueKind.Array || point.Object.GetArrayLength() != 3)
            throw point.Error(null, $"a point [x, y, z] was expected, not {JsonFields.Kind(point.Object)}.");
        double[] numbers = point.Object.EnumerateArray().Select(item => Number(point, null, item)).ToArray();
        return new Vector3((float)numbers[0], (float)numbers[1], (float)numbers[2]);
    }

    public static Vector3 Color(FieldLayer layer, string name) => Color(layer, name, layer.Object.GetProperty(name));

    public static Vector3 Color(FieldLayer layer, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3)
        {
            double[] numbers = value.EnumerateArray().Select(item => Number(layer, name, item)).ToArray();
            return numbers.All(n => n is >= 0 and <= 1)
                ? new Vector3((float)numbers[0], (float)numbers[1], (float)numbers[2])
                : throw layer.Error(name, "a colour's numbers are 0..1.");
        }

        return TryColor(value, out int rgb)
            ? new Vector3(rgb >> 16, (rgb >> 8) & 255, rgb & 255) / 255f
            : throw layer.Error(name, $"a colour was expected, as \"#ff8800\" or [1, 0.53, 0], not {JsonFields.Kind(value)}.");
    }

    public static object Value(FieldLayer layer, JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.Number => Number(layer, field.Name, field.Value),
        JsonValueKind.String => field.Value.GetString()!,
        JsonValueKind.True or JsonValueKind.False => field.Value.GetBoolean(),
        JsonValueKind.Array => Numbers(layer, field.Name, null),
        _ => throw layer.Error(field.Name, $"a number, a text, true, false or a list of numbers was expected, not {JsonFields.Kind(field.Value)}."),
    };

    private static bool TryColor(JsonElement value, out int rgb)
    {
        rgb = 0;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: 7 } text && text[0] == '#'
            && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out rgb);
    }

    private static double Number(FieldLayer layer, string? name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
            throw layer.Error(name, $"a number was expected, not {JsonFields.Kind(value)}.");
        double number = value.GetDouble();
        // Scenes compute in single precision.
        return float.IsFinite((float)number) ? number : throw layer.Error(name, $"the number {value.GetRawText()} is beyond all bounds.");
    }
}
