using System;
using System.Collections.Generic;
using System.Numerics;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Files;

/// <summary>
/// How a component, sampler or other part of a scene file says which fields it has. It names each once, with what it is by default and what it
/// means, and takes what it gets: read from a file it is the field's value, and for the schema the field is written down.
/// </summary>
public abstract class Fields
{
    /// <summary>A number.</summary>
    /// <param name="name">The field.</param>
    /// <param name="otherwise">The value where it is left out.</param>
    /// <param name="meaning">What it is, with its unit, for the schema.</param>
    /// <param name="least">The least that makes sense.</param>
    /// <param name="most">The most that makes sense.</param>
    /// <exception cref="SceneException">The file has something else there; file, line and field are named.</exception>
    public abstract double Number(string name, double otherwise, string meaning, double least = double.NegativeInfinity, double most = double.PositiveInfinity);

    /// <summary>A number that may be left out.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract double? NumberOrNone(string name, double? otherwise, string meaning, double least = double.NegativeInfinity, double most = double.PositiveInfinity);

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract long Whole(string name, long otherwise, string meaning, long least = int.MinValue, long most = int.MaxValue);

    /// <summary>True or false.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract bool Flag(string name, bool otherwise, string meaning);

    /// <summary>A text.</summary>
    /// <param name="name">The field.</param>
    /// <param name="otherwise">The value where it is left out; null where it must be there, unless that is said to be fine.</param>
    /// <param name="meaning">What it is, for the schema.</param>
    /// <exception cref="SceneException">It is missing, or something else.</exception>
    public abstract string Text(string name, string? otherwise, string meaning);

    /// <summary>A text that may be left out.</summary>
    /// <inheritdoc cref="Text"/>
    public abstract string? TextOrNone(string name, string? otherwise, string meaning);

    /// <summary>A list of texts.</summary>
    /// <inheritdoc cref="Text"/>
    public abstract IReadOnlyList<string> Texts(string name, IReadOnlyList<string> otherwise, string meaning);

    /// <summary>One of the names of an enumeration, its first letter small.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract T Choice<T>(string name, T otherwise, string meaning)
        where T : struct, Enum;

    /// <summary>Three numbers; one number stands for three alike.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract Vector3 Vector(string name, Vector3 otherwise, string meaning);

    /// <summary>Two numbers.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract Vector2 Pair(string name, Vector2 otherwise, string meaning);

    /// <summary>A colour, sRGB-encoded, 0..1: written as <c>"#rrggbb"</c> or three numbers.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract Vector3 Color(string name, Vector3 otherwise, string meaning);

    /// <summary>A colour that may be left out.</summary>
    /// <inheritdoc cref="Color"/>
    public abstract Vector3? ColorOrNone(string name, Vector3? otherwise, string meaning);

    /// <summary>A list of colours.</summary>
    /// <inheritdoc cref="Color"/>
    public abstract IReadOnlyList<Vector3> Colors(string name, IReadOnlyList<Vector3> otherwise, string meaning);

    /// <summary>A list of points, each of three numbers.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract IReadOnlyList<Vector3> Points(string name, IReadOnlyList<Vector3> otherwise, string meaning);

    /// <summary>A list of numbers.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract IReadOnlyList<double> Numbers(string name, IReadOnlyList<double> otherwise, string meaning);

    /// <summary>Where a random number comes from; null where the field is left out.</summary>
    /// <param name="name">The field.</param>
    /// <param name="meaning">What it is, with its unit, for the schema.</param>
    /// <exception cref="SceneException">There is no such sampler, or its numbers make no sense.</exception>
    public abstract Sampler? Sampler(string name, string meaning);

    /// <summary>Objects of one kind, in a list.</summary>
    /// <typeparam name="T">What each becomes.</typeparam>
    /// <param name="name">The field.</param>
    /// <param name="meaning">What they are, for the schema.</param>
    /// <param name="read">Makes one from its fields.</param>
    public abstract IReadOnlyList<T> List<T>(string name, string meaning, Func<Fields, T> read);

    /// <summary>An object whose fields are whatever somebody calls them: numbers, texts and truth values.</summary>
    /// <inheritdoc cref="Number(string, double, string, double, double)"/>
    public abstract IReadOnlyDictionary<string, object> Values(string name, string meaning);

    /// <summary>An error about a field, to throw.</summary>
    /// <param name="name">The field.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public abstract SceneException Error(string name, string message);
}
