using System;
using System.Collections.Generic;
using System.Linq;

namespace Fovea.Models;

/// <summary>
/// A node's attributes by name. A value is a <see cref="long"/>, <see cref="float"/>, <see cref="string"/>,
/// <see cref="Tensor"/> or <see cref="Graph"/>, or an array of one of these.
/// </summary>
public sealed class Attributes
{
    /// <summary>No attributes.</summary>
    public static readonly Attributes None = new(new Dictionary<string, object>());

    private readonly IReadOnlyDictionary<string, object> _values;

    /// <summary>Creates the attributes from their values.</summary>
    public Attributes(IReadOnlyDictionary<string, object> values) => _values = values;

    /// <summary>All values by name.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>Whether the attribute is given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A whole number, or the default where it is not given.</summary>
    public long Int(string name, long fallback = 0) => Get(name, fallback);

    /// <summary>A whole number that is 0 or 1, or the default.</summary>
    public bool Flag(string name, bool fallback = false) => Get<long>(name, fallback ? 1 : 0) != 0;

    /// <summary>A floating-point number, or the default.</summary>
    public float Float(string name, float fallback = 0) => Get(name, fallback);

    /// <summary>A text, or the default.</summary>
    public string Text(string name, string fallback = "") => Get(name, fallback);

    /// <summary>A list of whole numbers; null where it is not given.</summary>
    public long[]? Ints(string name) => Get<long[]?>(name, null);

    /// <summary>A list of floating-point numbers; null where it is not given.</summary>
    public float[]? Floats(string name) => Get<float[]?>(name, null);

    /// <summary>A list of texts; null where it is not given.</summary>
    public string[]? Texts(string name) => Get<string[]?>(name, null);

    /// <summary>A tensor; null where it is not given.</summary>
    public Tensor? Tensor(string name) => Get<Tensor?>(name, null);

    /// <summary>A copy with one attribute set.</summary>
    public Attributes With(string name, object value)
    {
        var values = _values.ToDictionary(p => p.Key, p => p.Value);
        values[name] = value;
        return new Attributes(values);
    }

    /// <summary>A copy without some attributes.</summary>
    public Attributes Without(params string[] names) =>
        new(_values.Where(p => Array.IndexOf(names, p.Key) < 0).ToDictionary(p => p.Key, p => p.Value));

    private T Get<T>(string name, T fallback)
    {
        if (!_values.TryGetValue(name, out object? value))
            return fallback;
        // An empty list carries no element type of its own in ONNX; it reads as any list.
        if (value is Array { Length: 0 } && typeof(T).IsArray)
            return (T)(object)Array.CreateInstance(typeof(T).GetElementType()!, 0);
        return value is T typed
            ? typed
            : throw new ModelException($"Attribute '{name}' is a {value.GetType().Name}; a {typeof(T).Name} was expected.");
    }
}
