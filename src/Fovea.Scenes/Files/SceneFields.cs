using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Fovea.Scenes.Samplers;
using Fovea.Vision.Cards;

namespace Fovea.Scenes.Files;

/// <summary>Fields as a scene file has them: in layers, of which the first that has a field decides, so that an override need not repeat a prefab.</summary>
internal sealed class SceneFields : Fields
{
    private readonly FieldLayer[] _layers;
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    public SceneFields(params FieldLayer[] layers) => _layers = layers.Select(l => l.Checked()).ToArray();

    /// <summary>The layer that decides first, for messages.</summary>
    public FieldLayer Top => _layers[0];

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Lets a field be there that nobody reads.</summary>
    public void Skip(string name) => _known.Add(name);

    /// <summary>Refuses fields that nobody asked for.</summary>
    public void End()
    {
        foreach (FieldLayer layer in _layers)
        {
            foreach (JsonProperty field in layer.Object.EnumerateObject())
            {
                if (!_known.Contains(field.Name))
                    throw layer.Error(field.Name, $"there is no field '{field.Name}' here. There is: {string.Join(", ", _known)}.");
            }
        }
    }

    public override SceneException Error(string name, string message) => (Find(name) ?? Top).Error(name, message);

    /// <summary>The layer whose field it is; null where none has it.</summary>
    public FieldLayer? Find(string name)
    {
        _known.Add(name);
        foreach (FieldLayer layer in _layers)
        {
            if (layer.Object.TryGetProperty(name, out _))
                return layer;
        }

        return null;
    }

    public override double Number(string name, double otherwise, string meaning, double least, double most) =>
        NumberOrNone(name, otherwise, meaning, least, most)!.Value;

    public override double? NumberOrNone(string name, double? otherwise, string meaning, double least, double most)
    {
        if (Find(name) is not { } layer)
            return otherwise;
        double number = JsonValues.Number(layer, name);
        return number >= least && number <= most
            ? number
            : throw layer.Error(name, FormattableString.Invariant($"a number {Range(least, most)} was expected, not {number}."));
    }

    public override long Whole(string name, long otherwise, string meaning, long least, long most)
    {
        if (NumberOrNone(name, null, meaning, least, most) is not { } number)
            return otherwise;
        return number == Math.Floor(number) ? (long)number : throw Error(name, FormattableString.Invariant($"a whole number was expected, not {number}."));
    }

    public override bool Flag(string name, bool otherwise, string meaning)
    {
        if (Find(name) is not { } layer)
            return otherwise;
        JsonElement value = layer.Object.GetProperty(name);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw layer.Error(name, $"true or false was expected, not {JsonFields.Kind(value)}.");
    }

    public override string Text(string name, string? otherwise, string meaning) =>
        TextOrNone(name, otherwise, meaning) ?? throw Top.Error(null, $"lacks '{name}': {meaning} It has: {string.Join(", ", Top.Object.EnumerateObject().Select(f => f.Name))}.");

    public override string? TextOrNone(string name, string? otherwise, string meaning) =>
        Find(name) is { } layer ? JsonValues.Text(layer, name) : otherwise;

    public override IReadOnlyList<string> Texts(string name, IReadOnlyList<string> otherwise, string meaning) => Find(name) is { } layer
        ? JsonValues.Items(layer, name, "texts").Select((item, i) => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw layer.Error($"{name}[{i}]", $"a text was expected, not {JsonFields.Kind(item)}.")).ToArray()
        : otherwise;

    public override T Choice<T>(string name, T otherwise, string meaning)
    {
        if (Find(name) is not { } layer)
            return otherwise;
        string text = JsonValues.Text(layer, name);
        string[] names = Enum.GetNames<T>().Select(EnumNames.InFiles).ToArray();
        int at = Array.IndexOf(names, text);
        return at >= 0 ? Enum.GetValues<T>()[at] : throw layer.Error(name, $"one of {string.Join(", ", names)} was expected, not '{text}'.");
    }

    public override Vector3 Vector(string name, Vector3 otherwise, string meaning)
    {
        if (Find(name) is not { } layer)
            return otherwise;
        if (layer.Object.GetProperty(name).ValueKind == JsonValueKind.Number)
            return new Vector3((float)JsonValues.Number(layer, name));
        double[] numbers = JsonValues.Numbers(layer, name, 3);
        return new Vector3((float)numbers[0], (float)numbers[1], (float)numbers[2]);
    }

    public override Vector2 Pair(string name, Vector2 otherwise, string meaning)
    {
        if (Find(name) is not { } layer)
            return otherwise;
        double[] numbers = JsonValues.Numbers(layer, name, 2);
        return new Vector2((float)numbers[0], (float)numbers[1]);
    }

    public override Vector3 Color(string name, Vector3 otherwise, string meaning) => ColorOrNone(name, otherwise, meaning)!.Value;

    public override Vector3? ColorOrNone(string name, Vector3? otherwise, string meaning) =>
        Find(name) is { } layer ? JsonValues.Color(layer, name) : otherwise;

    public override IReadOnlyList<Vector3> Colors(string name, IReadOnlyList<Vector3> otherwise, string meaning) => Find(name) is { } layer
        ? JsonValues.Items(layer, name, "colours").Select((item, i) => JsonValues.Color(layer, $"{name}[{i}]", item)).ToArray()
        : otherwise;

    public override IReadOnlyList<Vector3> Points(string name, IReadOnlyList<Vector3> otherwise, string meaning)
    {
        if (Find(name) is not { } layer)
            return otherwise;
        FieldLayer list = layer.At(name);
        return JsonValues.Items(layer, name, "points [x, y, z]").Select((item, i) => JsonValues.Point(list with { Object = item, Path = $"{list.Path}[{i}]" })).ToArray();
    }

    public override IReadOnlyList<double> Numbers(string name, IReadOnlyList<double> otherwise, string meaning) =>
        Find(name) is { } layer ? JsonValues.Numbers(layer, name, null) : otherwise;

    public override Sampler? Sampler(string name, string meaning) =>
        Find(name) is { } layer ? SamplerRegistry.Read(layer.At(name)) : null;

    public override IReadOnlyList<T> List<T>(string name, string meaning, Func<Fields, T> read) =>
        Objects(name).Select(fields =>
        {
            T made = read(fields);
            fields.End();
            return made;
        }).ToArray();

    /// <summary>The objects of a list; none where it is left out.</summary>
    public IEnumerable<SceneFields> Objects(string name)
    {
        if (Find(name) is not { } layer)
            return [];
        FieldLayer list = layer.At(name);
        return JsonValues.Items(layer, name, "objects {...}").Select((item, i) => new SceneFields(list with { Object = item, Path = $"{list.Path}[{i}]" })).ToArray();
    }

    public override IReadOnlyDictionary<string, object> Values(string name, string meaning)
    {
        var values = new SortedDictionary<string, object>(StringComparer.Ordinal);
        _known.Add(name);
        foreach (FieldLayer layer in _layers)
        {
            if (!layer.Object.TryGetProperty(name, out _))
                continue;
            FieldLayer inner = layer.At(name).Checked();
            foreach (JsonProperty field in inner.Object.EnumerateObject())
                values.TryAdd(field.Name, JsonValues.Value(inner, field));
        }

        return values;
    }

    private static string Range(double least, double most) => (double.IsInfinity(least), double.IsInfinity(most)) switch
    {
        (true, true) => "that is finite",
        (false, true) => FormattableString.Invariant($"of at least {least}"),
        (true, false) => FormattableString.Invariant($"of at most {most}"),
        _ => FormattableString.Invariant($"from {least} to {most}"),
    };
}
