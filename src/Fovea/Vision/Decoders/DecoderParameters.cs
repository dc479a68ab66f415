using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fovea.Models;

namespace Fovea.Vision.Decoders;

/// <summary>
/// What a decoder has to know of a network beyond the shapes of its outputs, by name: numbers, flags, words, lists and tables of numbers.
/// A decoder asks for what it knows; <see cref="AssertAllAsked"/> then refuses what nobody asked for, which is most often misspelt.
/// </summary>
public sealed class DecoderParameters
{
    private readonly Dictionary<string, object> _values;
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Takes values as they come from a file or from code.</summary>
    /// <param name="values">
    /// By name: <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, <see cref="double"/>[] or <see cref="double"/>[][].
    /// </param>
    public DecoderParameters(IReadOnlyDictionary<string, object> values) =>
        _values = values.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);

    /// <summary>No values: every parameter has its default.</summary>
    public static DecoderParameters None => new(new Dictionary<string, object>());

    /// <summary>Whether a value was given. Asking makes the name known.</summary>
    /// <param name="name">The parameter.</param>
    public bool Has(string name) => (_asked.Add(name), _values.ContainsKey(name)).Item2;

    /// <summary>A number.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">Its value when none was given.</param>
    /// <param name="least">The least value that makes sense.</param>
    /// <param name="most">The greatest.</param>
    /// <exception cref="ModelException">The value is no number, or is outside the range.</exception>
    public double Number(string name, double otherwise, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        double value = Get(name, otherwise, "a number");
        if (value >= least && value <= most)
            return value;
        string range = double.IsInfinity(most) ? $"{Text(least)} or more" : double.IsInfinity(least) ? $"at most {Text(most)}" : $"{Text(least)} to {Text(most)}";
        throw new ModelException($"The decoder's parameter '{name}' is {Text(value)}; it must be {range}.");
    }

    /// <summary>A whole number.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">Its value when none was given.</param>
    /// <param name="least">The least value that makes sense.</param>
    /// <param name="most">The greatest.</param>
    /// <exception cref="ModelException">The value is no whole number, or is outside the range.</exception>
    public int Integer(string name, int otherwise, int least = int.MinValue, int most = int.MaxValue)
    {
        double value = Number(name, otherwise, least, most);
        return value == Math.Floor(value)
            ? (int)value
            : throw new ModelException($"The decoder's parameter '{name}' is {Text(value)}; it must be a whole number.");
    }

    /// <summary>Yes or no.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">Its value when none was given.</param>
    /// <exception cref="ModelException">The value is neither.</exception>
    public bool Flag(string name, bool otherwise) => Get(name, otherwise, "true or false");

    /// <summary>A word, such as the name of an output.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">Its value when none was given.</param>
    /// <exception cref="ModelException">The value is no text.</exception>
    public string Word(string name, string otherwise) => Get(name, otherwise, "a text");

    /// <summary>One of some words.</summary>
    /// <typeparam name="T">An enumeration; its members' names in lower case are the words.</typeparam>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">Its value when none was given.</param>
    /// <exception cref="ModelException">The value is none of these.</exception>
    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        string[] words = Enum.GetNames(typeof(T));
        string word = Get(name, otherwise.ToString(), "one of " + Choices(words));
        return Array.Find(words, w => string.Equals(w, word, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (T)Enum.Parse(typeof(T), found)
            : throw new ModelException($"The decoder's parameter '{name}' is \"{word}\"; it must be one of {Choices(words)}.");
    }

    /// <summary>A list of numbers.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">Its value when none was given.</param>
    /// <exception cref="ModelException">The value is something else, or is an empty list.</exception>
    public IReadOnlyList<double> Numbers(string name, IReadOnlyList<double> otherwise)
    {
        double[] values = Get(name, otherwise as double[] ?? otherwise.ToArray(), "a list of numbers");
        return values.Length > 0 ? values : throw new ModelException($"The decoder's parameter '{name}' is an empty list; it must hold numbers.");
    }

    /// <summary>A list of lists of numbers.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">Its value when none was given.</param>
    /// <exception cref="ModelException">The value is something else, or is an empty list.</exception>
    public IReadOnlyList<IReadOnlyList<double>> Table(string name, IReadOnlyList<IReadOnlyList<double>> otherwise)
    {
        double[][] values = Get(name, otherwise.Select(row => row.ToArray()).ToArray(), "a list of lists of numbers");
        return values.Length > 0 ? values : throw new ModelException($"The decoder's parameter '{name}' is an empty list; it must hold lists of numbers.");
    }

    /// <summary>Refuses values that no one has asked for.</summary>
    /// <param name="decoder">The decoder that did the asking.</param>
    /// <exception cref="ModelException">There is such a value; the message lists the names that there are.</exception>
    public void AssertAllAsked(string decoder)
    {
        string[] unknown = _values.Keys.Where(name => !_asked.Contains(name)).OrderBy(name => name, StringComparer.Ordinal).ToArray();
        if (unknown.Length == 0)
            return;
        string known = _asked.Count == 0 ? "It has none" : $"It has {string.Join(", ", _asked)}";
        throw new ModelException($"The decoder {decoder} has no parameter {string.Join(", ", unknown.Select(name => $"'{name}'"))} for these outputs. {known}.");
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Choices(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"\"{w.ToLowerInvariant()}\""));

    private static string Kind(object? value) => value switch
    {
        double number => Text(number),
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        double[] list => $"a list of {list.Length} numbers",
        double[][] table => $"a list of {table.Length} lists",
        null => "null",
        _ => $"a {value.GetType().Name}",
    };

    private T Get<T>(string name, T otherwise, string expected)
    {
        _asked.Add(name);
        if (!_values.TryGetValue(name, out object? value))
            return otherwise;
        return value is T typed ? typed : throw new ModelException($"The decoder's parameter '{name}' is {Kind(value)}; it must be {expected}.");
    }
}
