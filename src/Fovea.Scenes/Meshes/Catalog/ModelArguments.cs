using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Fovea.Scenes.Meshes.Catalog;

/// <summary>The values with which a model is made: one for each parameter of its kind, all within their ranges.</summary>
public sealed class ModelArguments
{
    private readonly ModelKind _kind;
    private readonly Dictionary<string, object> _values = [];

    /// <summary>Checks what was given and fills in the rest.</summary>
    /// <param name="kind">Whose they are.</param>
    /// <param name="given">Numbers (of any .NET type), texts, or JSON elements of both; null for none.</param>
    /// <exception cref="SceneException">A parameter that there is not, or a value of the wrong type or out of its range.</exception>
    internal ModelArguments(ModelKind kind, IReadOnlyDictionary<string, object>? given)
    {
        _kind = kind;
        foreach (ModelParameter parameter in kind.Parameters)
            _values.Add(parameter.Name, parameter.Choices is { } choices ? choices[0] : parameter.DefaultText ?? (object)parameter.Default);
        foreach ((string name, object value) in given ?? new Dictionary<string, object>())
        {
            ModelParameter parameter = kind.Parameters.FirstOrDefault(p => p.Name == name) ?? throw new SceneException(
                $"The mesh '{kind.Name}' has no parameter '{name}'. " +
                (kind.Parameters.Count == 0 ? "It takes none." : $"It takes: {string.Join(", ", kind.Parameters.Select(p => p.Name))}."));
            _values[name] = Checked(parameter, value);
        }
    }

    /// <summary>All values in the order of their parameters, as one text: equal for equal models.</summary>
    internal string Key => string.Join('\n', _kind.Parameters.Select(p => Convert.ToString(_values[p.Name], CultureInfo.InvariantCulture)));

    /// <summary>A number.</summary>
    public double Number(string name) => (double)_values[name];

    /// <summary>A number in single precision.</summary>
    public float Float(string name) => (float)Number(name);

    /// <summary>A whole number.</summary>
    public int Int(string name) => (int)Number(name);

    /// <summary>A text or a choice.</summary>
    public string Text(string name) => (string)_values[name];

    /// <summary>The number of a choice among its choices, from 0.</summary>
    public int Choice(string name) => _kind.Parameters.First(p => p.Name == name).Choices!.ToList().IndexOf(Text(name));

    /// <summary>The seed; 0 where the kind takes none.</summary>
    public ulong Seed => _values.TryGetValue("seed", out object? seed) ? (ulong)(double)seed : 0;

    private object Checked(ModelParameter parameter, object value)
    {
        if (value is JsonElement json)
        {
            value = json.ValueKind switch
            {
                JsonValueKind.Number => json.GetDouble(),
                JsonValueKind.String => json.GetString()!,
                _ => json.GetRawText(),
            };
        }

        if (parameter.IsText)
        {
            return value is string text && (parameter.Choices is null || parameter.Choices.Contains(text)) ? text : throw Wrong();
        }

        if (value is string or bool or not IConvertible)
            throw Wrong();
        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        // Not "outside", so that what is no number fails too.
        if (!(number >= parameter.Least && number <= parameter.Most) || (parameter.IsWhole && number != Math.Floor(number)))
            throw Wrong();
        if (parameter.Step > 0)
            number = parameter.Step * (Math.Floor((number / parameter.Step) + 0.5) % Math.Round((parameter.Most - parameter.Least) / parameter.Step));
        return number;

        SceneException Wrong() => new(FormattableString.Invariant(
            $"The mesh '{_kind.Name}' has {parameter.Name} = {value}, but expected is {parameter.Expected}: {parameter.Description}"));
    }
}
